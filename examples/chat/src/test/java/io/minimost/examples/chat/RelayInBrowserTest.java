package io.minimost.examples.chat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;

/** Users whose browsers cannot connect directly. */
class RelayInBrowserTest extends BrowserTest {
    /** Longer than the chunks that a new viewer receives at once: the viewer can only start because a later recording begins among them. */
    private static final double LATE_SECONDS = 12;

    @Test
    void call_isRelayedIfOneUserWantsThat() {
        ChatWindow alice = signIn("alice");
        ChatWindow bob = signIn("bob");
        preferRelay(alice);
        assertThat(alice.entry("bob")).isVisible();
        alice.choose("bob");

        alice.call();
        bob.accept();

        assertThat(alice.tile("bob")).hasAttribute("data-connection", "relay");
        assertThat(bob.tile("alice")).hasAttribute("data-connection", "relay");
        assertPlays(alice, alice.tile("bob").locator("video"));
        assertPlays(bob, bob.tile("alice").locator("video"));
        awaitTime(bob, bob.tile("alice").locator("audio"), 1);

        alice.control("Leave").click();
        assertThat(bob.inCall()).isHidden();
    }

    @Test
    void share_canBeWatchedByALateViewer() {
        ChatWindow alice = signIn("alice");
        ChatWindow bob = signIn("bob");
        ChatWindow carol = signIn("carol");
        preferRelay(alice);

        SharesInBrowserTest.shareScreen(alice);
        SharesInBrowserTest.watch(bob);
        assertPlays(bob, bob.watched().locator("video"));
        awaitTime(bob, bob.watched().locator("video"), LATE_SECONDS);
        SharesInBrowserTest.watch(carol);

        assertPlays(carol, carol.watched().locator("video"));
        assertThat(carol.watched()).hasAttribute("data-connection", "relay");
    }

    private static void preferRelay(ChatWindow window) {
        window.ownCard().click();
        window.page().getByText("Relay calls through the server").click();
    }

    private static void assertPlays(ChatWindow window, Locator video) {
        window.awaitFrames(video);
        awaitTime(window, video, 1);
    }

    private static void awaitTime(ChatWindow window, Locator media, double seconds) {
        window.page()
                .waitForCondition(
                        () -> ((Number) media.evaluate("media => media.currentTime")).doubleValue() > seconds);
    }
}
