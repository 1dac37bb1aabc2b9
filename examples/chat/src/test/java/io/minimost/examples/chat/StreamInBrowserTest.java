package io.minimost.examples.chat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The event stream of a page: which requests it saves, what survives its end, and the fallback without one. */
class StreamInBrowserTest extends BrowserTest {
    /** Routes that are polled where there is no stream. */
    private static final Set<String> POLLED = Set.of(
            "messages",
            "typing",
            "online_users",
            "read_watermarks",
            "channel_unreads",
            "dms",
            "private_channels",
            "calls",
            "screenshare");

    @Test
    void stream_deliversEverything_soNothingIsPolled() {
        ChatWindow alice = signIn("alice");
        ChatWindow bob = signIn("bob");
        assertThat(alice.dot("bob")).hasAttribute("data-state", "active");
        alice.send("hello");
        assertThat(bob.messages()).hasText("hello");
        assertThat(alice.ticks()).hasAttribute("aria-label", "Read by bob");
        List<String> asked = recordPolls(bob);

        for (String text : List.of("one", "two", "three")) {
            alice.write(text);
            assertThat(bob.typing()).hasText("alice is typing…");
            alice.field().press("Enter");
            assertThat(bob.messages().last()).hasText(text);
            assertThat(bob.typing()).hasText("");
            assertThat(alice.ticks().last()).hasAttribute("aria-label", "Read by bob");
        }
        alice.react("tada");
        assertThat(bob.reactions()).hasAttribute("aria-label", "tada 1: alice");
        alice.choose("random");
        alice.send("over here");
        assertThat(bob.entry("random")).containsText("1 unread");
        alice.choose("bob");
        alice.send("and here");
        assertThat(bob.entry("alice")).containsText("1 unread");
        bob.choose("alice");
        assertThat(bob.messages()).hasText("and here");
        assertThat(bob.entry("alice")).not().containsText("unread");
        bob.choose("general");
        assertThat(bob.messages()).hasCount(4);
        alice.appear("Idle");
        assertThat(bob.dot("alice")).hasAttribute("data-state", "idle");
        alice.createChannel("Team", "bob");
        assertThat(bob.entry("Team")).isVisible();
        alice.call();
        assertThat(bob.ring()).isVisible();
        alice.control("Cancel").click();
        assertThat(bob.ring()).isHidden();

        // What was sent before the stream was about the channel.
        assertThat(asked).containsOnly("messages").hasSize(2);
    }

    @Test
    void restart_losesNothingAndRepeatsNothing() {
        ChatWindow alice = signIn("alice");
        ChatWindow bob = signIn("bob");
        alice.send("before");
        assertThat(bob.messages()).hasText("before");
        assertThat(alice.ticks()).hasAttribute("aria-label", "Read by bob");
        alice.page().context().setOffline(true);
        bob.send("one");
        assertThat(bob.messages()).hasCount(2);
        bob.react("rocket");
        assertThat(bob.reactions()).hasCount(1);

        restartServer(() -> {
            assertThat(alice.banner()).isVisible();
            assertThat(bob.banner()).isVisible();
            bob.send("too early");
            assertThat(bob.field()).hasValue("too early");
        });
        assertThat(bob.banner()).isHidden();
        bob.field().press("Enter");
        assertThat(bob.messages()).hasCount(3);
        alice.page().context().setOffline(false);

        assertThat(alice.banner()).isHidden();
        String[] all = {"before", "one", "too early"};
        assertThat(alice.messages()).hasText(all);
        assertThat(bob.messages()).hasText(all);
        assertThat(alice.reactions()).hasAttribute("aria-label", "rocket 1: bob");
        assertThat(bob.ticks()).hasCount(2);
        assertThat(bob.ticks().last()).hasAttribute("aria-label", "Read by alice");
        assertThat(alice.dot("bob")).hasAttribute("data-state", "active");
        assertThat(bob.dot("alice")).hasAttribute("data-state", "active");
        bob.write("and");
        assertThat(alice.typing()).hasText("bob is typing…");
        bob.send("after");
        assertThat(alice.messages()).hasCount(4);
        assertThat(alice.messages().last()).hasText("after");
        forgiveLostConnections(alice, bob);
    }

    @Test
    void refusedStream_isReplacedByPolling() {
        ChatWindow alice = signIn("alice");
        ChatWindow bob = window(new NewContextOptions());
        bob.page().route("**/events?*", route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
        bob.signIn("bob");
        List<String> asked = recordPolls(bob);

        alice.write("hello");
        assertThat(bob.typing()).hasText("alice is typing…");
        alice.field().press("Enter");
        assertThat(bob.messages()).hasText("hello");
        assertThat(alice.ticks()).hasAttribute("aria-label", "Read by bob");
        bob.send("hi");
        assertThat(alice.messages()).hasCount(2);
        assertThat(bob.ticks()).hasAttribute("aria-label", "Read by alice");
        alice.react("tada");
        assertThat(bob.reactions()).hasAttribute("aria-label", "tada 1: alice");
        alice.choose("random");
        alice.send("over here");
        assertThat(bob.entry("random")).containsText("1 unread");
        alice.createChannel("Team", "bob");
        assertThat(bob.entry("Team")).isVisible();
        alice.call();
        assertThat(bob.ring()).isVisible();
        alice.control("Cancel").click();
        assertThat(bob.ring()).isHidden();

        assertThat(asked).contains("messages", "typing", "online_users", "read_watermarks", "private_channels");
        assertThat(bob.banner()).isHidden();
        bob.forgive("503");
    }

    @Test
    void refusedStream_isTriedAgain() {
        ChatWindow alice = signIn("alice");
        ChatWindow bob = window(new NewContextOptions());
        bob.page().clock().install();
        bob.page().reload();
        bob.page().route("**/events?*", route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
        bob.page().waitForResponse("**/events?*", () -> bob.signIn("bob"));
        bob.page().unroute("**/events?*");

        Page.WaitForRequestOptions patient = new Page.WaitForRequestOptions();
        bob.page()
                .waitForRequest("**/events?*", patient, () -> bob.page().clock().fastForward("01:01"));

        alice.send("hello");
        assertThat(bob.messages()).hasText("hello");
        bob.forgive("503");
    }

    /** A browser has six connections to a server, for all tabs together. */
    @Test
    void manyTabs_allReceiveEverything() {
        ChatWindow alice = signIn("alice");
        ChatWindow bob = signIn("bob");
        BrowserContext browser = bob.page().context();
        List<ChatWindow> tabs = new ArrayList<>(List.of(bob));
        while (tabs.size() < 7) {
            ChatWindow tab = new ChatWindow(browser.newPage(), server().url());
            tab.field().waitFor();
            tabs.add(tab);
        }

        alice.send("hello");

        for (ChatWindow tab : tabs) {
            assertThat(tab.messages()).hasText("hello");
        }
    }

    @Test
    void tabThatSlept_showsWhatOthersReceivedMeanwhile() {
        ChatWindow alice = signIn("alice");
        ChatWindow sleeper = new ChatWindow(alice.page().context().newPage(), server().url());
        sleeper.field().waitFor();
        ChatWindow bob = signIn("bob");
        alice.send("before");
        assertThat(sleeper.messages()).hasText("before");

        sleeper.page().evaluate("document.dispatchEvent(new Event('freeze'))");
        bob.send("meanwhile");
        assertThat(alice.messages()).hasCount(2);
        alice.react("rocket");
        assertThat(bob.reactions()).hasCount(1);
        sleeper.page().evaluate("document.dispatchEvent(new Event('resume'))");

        assertThat(sleeper.messages()).hasText(new String[] {"before", "meanwhile"});
        assertThat(sleeper.reactions()).hasAttribute("aria-label", "rocket 1: alice");
        assertThat(sleeper.complaints()).isEmpty();
    }

    @Test
    void signOut_ofOneTab_signsOutTheOthers() {
        ChatWindow alice = signIn("alice");
        ChatWindow other = new ChatWindow(alice.page().context().newPage(), server().url());
        other.field().waitFor();

        alice.ownCard().click();
        alice.page().getByText("Sign out").click();

        alice.nameField().waitFor();
        other.nameField().waitFor();
    }

    @Test
    void tab_ofAUserWhoHasSignedOut_becomesThatOfTheNextUser() {
        ChatWindow alice = signIn("alice");
        ChatWindow sleeper = new ChatWindow(alice.page().context().newPage(), server().url());
        sleeper.field().waitFor();
        sleeper.switchTo("hidden");
        sleeper.page().evaluate("document.dispatchEvent(new Event('freeze'))");

        alice.ownCard().click();
        alice.page().getByText("Sign out").click();
        alice.signIn("bob");
        sleeper.page().evaluate("document.dispatchEvent(new Event('resume'))");
        sleeper.switchTo("visible");

        assertThat(sleeper.ownCard()).containsText("bob");
        assertThat(sleeper.ownCard()).not().containsText("alice");
    }

    /** Collects the first path segments of the routes that are requested from now on. */
    private static List<String> recordPolls(ChatWindow window) {
        List<String> asked = new CopyOnWriteArrayList<>();
        window.page().onRequest(request -> {
            String route = URI.create(request.url()).getPath().replaceFirst("/([^/]*).*", "$1");
            if (request.method().equals("GET") && POLLED.contains(route)) {
                asked.add(route);
            }
        });
        return asked;
    }

    private static void forgiveLostConnections(ChatWindow... windows) {
        for (ChatWindow window : windows) {
            window.forgive("net::ERR_");
            // Requests that were sent while the server was about to stop.
            window.forgive("503");
        }
    }
}
