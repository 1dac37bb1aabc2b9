package io.minimost.examples.chat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Also saves screenshots in target/screenshots, for people to look at. */
class LayoutInBrowserTest extends BrowserTest {
    private static final List<String> TALK = List.of(
            "Morning! The new build is up, has anybody looked at it yet?",
            "It opens the old database without a hitch, and the first heartbeat is in after 40 ms.",
            "Two windows on the same file, too.");

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void page_doesNotMoveWhenAUserTypes(ColorScheme scheme) {
        ChatWindow alice = window(new NewContextOptions().setColorScheme(scheme).setViewportSize(1180, 760));
        assertThat(alice.nameField()).isFocused();
        alice.picture("sign-in-" + scheme);
        alice.signIn("alice");
        ChatClient bob = peopleAround(alice);
        double before = alice.field().boundingBox().y;

        bob.postRaw("typing/general", BodyPublishers.noBody());
        assertThat(alice.typing()).containsText("bob is typing…");

        assertThat(alice.field().boundingBox().y).isEqualTo(before);
        alice.picture("channel-" + scheme);
        alice.choose("bob");
        bob.post("send/dm:alice:bob", "text", "Shall we talk about the release here?");
        assertThat(alice.messages()).hasCount(1);
        alice.ownCard().click();
        alice.picture("direct-" + scheme);
        alice.page().keyboard().press("Escape");
        loseConnection(alice, "lost-" + scheme);
    }

    @Test
    void page_fitsOnAPhone() {
        ChatWindow alice = window(new NewContextOptions()
                .setViewportSize(390, 780)
                .setDeviceScaleFactor(2)
                .setIsMobile(true)
                .setHasTouch(true));
        assertThat(alice.nameField()).isFocused();
        alice.picture("phone-sign-in");
        alice.signIn("alice");
        ChatClient bob = peopleAround(alice);
        bob.postRaw("typing/general", BodyPublishers.noBody());
        assertThat(alice.typing()).containsText("bob is typing…");
        alice.react("tada");
        assertThat(alice.reactions()).hasCount(1);
        alice.picture("phone-channel");
        assertThat(alice.overflow()).isEqualTo(0);
        assertThat(tooSmallForAFinger(alice)).isEmpty();
        assertThat(alice.entry("bob")).isHidden();

        alice.page().locator("#drawer-button").click();
        assertThat(alice.entry("general")).isFocused();
        alice.picture("phone-drawer");
        alice.ownCard().click();
        assertThat(tooSmallForAFinger(alice)).isEmpty();
        alice.page().keyboard().press("Escape");
        alice.page().keyboard().press("Escape");
        assertThat(alice.entry("bob")).isHidden();

        alice.page().locator("#drawer-button").click();
        alice.choose("bob");
        assertThat(alice.heading()).hasText("bob");
        assertThat(alice.entry("general")).isHidden();
        loseConnection(alice, "phone-lost");
    }

    @Test
    void wideWindow_hasTheConversationInItsMiddle() {
        ChatWindow alice =
                window(new NewContextOptions().setViewportSize(1920, 1000)).signIn("alice");
        peopleAround(alice);
        alice.picture("wide-channel");

        BoundingBox all = alice.page().locator("main.conversation").boundingBox();
        for (String part : List.of("#messages", "#composer")) {
            BoundingBox column = alice.page().locator(part).boundingBox();
            assertThat(column.width).as(part).isBetween(700.0, 900.0);
            assertThat(column.x + column.width / 2).as(part).isCloseTo(all.x + all.width / 2, within(8.0));
        }
    }

    @Test
    void iconsOfTheHeader_sayWhatTheyAreFor() {
        ChatWindow alice = signIn("alice");
        alice.createChannel("Team");
        Locator icons = alice.page().locator(".conversation > header .icon-button:visible");
        assertThat(icons).hasCount(2);
        for (Locator icon : icons.all()) {
            assertThat(icon).hasAttribute("data-tip", icon.getAttribute("aria-label"));
        }
    }

    /** Visible buttons and fields of less than 40 pixels in one direction. */
    private static List<?> tooSmallForAFinger(ChatWindow window) {
        return (List<?>) window.page().evaluate("""
                () => [...document.querySelectorAll("button, input, select, textarea")]
                  .filter((each) => each.checkVisibility({ visibilityProperty: true }))
                  .filter((each) => Math.min(each.offsetWidth, each.offsetHeight) < 40)
                  .map((each) => `${each.id} ${each.className} ${each.offsetWidth}x${each.offsetHeight}`)
                """);
    }

    /** The banner pushes nothing out of the window. */
    private static void loseConnection(ChatWindow alice, String name) {
        alice.page().context().setOffline(true);
        assertThat(alice.banner()).isVisible();
        alice.picture(name);
        assertThat(alice.field()).isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(1));
        assertThat(alice.heading()).isInViewport();
        assertThat(alice.overflow()).isEqualTo(0);
        alice.forgive("ERR_INTERNET_DISCONNECTED");
    }

    /** Creates users in all states and some messages, without windows. Returns bob. */
    private ChatClient peopleAround(ChatWindow alice) {
        ChatClient bob = person("bob", "active");
        person("carol", "idle");
        ChatClient dave = person("dave", "hidden");
        person("erin_the_long-named_of_them_all", "offline");
        alice.send(TALK.get(0));
        assertThat(alice.messages()).hasCount(1);
        bob.post("send/general", "text", TALK.get(1));
        bob.post("send/general", "text", TALK.get(2));
        dave.post("send/dm:alice:dave", "text", "Have you got a minute?");
        assertThat(alice.messages()).hasCount(3);
        assertThat(alice.dot("erin_the_long-named_of_them_all")).hasAttribute("data-state", "offline");
        assertThat(alice.dot("dave")).hasAttribute("data-state", "hidden");
        assertThat(alice.dot("carol")).hasAttribute("data-state", "idle");
        assertThat(alice.entry("dave")).containsText("unread");
        return bob;
    }

    private ChatClient person(String name, String state) {
        ChatClient client = ChatClient.signedIn(server(), name);
        client.postJson("presence", "{\"state\":\"" + state + "\"}");
        return client;
    }
}
