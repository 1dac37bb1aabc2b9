package io.minimost.examples.chat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions;
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
        alice.picture("phone-channel");
        assertThat(alice.overflow()).isEqualTo(0);
        assertThat(alice.entry("bob")).isHidden();

        alice.page().locator("#drawer-button").click();
        assertThat(alice.entry("general")).isFocused();
        alice.picture("phone-drawer");
        alice.page().keyboard().press("Escape");
        assertThat(alice.entry("bob")).isHidden();

        alice.page().locator("#drawer-button").click();
        alice.choose("bob");
        assertThat(alice.heading()).hasText("bob");
        assertThat(alice.entry("general")).isHidden();
        loseConnection(alice, "phone-lost");
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
