package io.minimost.examples.chat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Route.FulfillOptions;
import org.junit.jupiter.api.Test;

class SharesInBrowserTest extends BrowserTest {
    @Test
    void share_isWatchedUntilItEnds() {
        ChatWindow alice = signIn("alice");
        ChatWindow bob = signIn("bob");

        shareScreen(alice);
        assertThat(alice.shares()).containsText("You are sharing your screen in # general.");
        watch(bob);
        bob.awaitFrames(bob.watched().locator("video"));
        assertThat(bob.watched()).hasAttribute("data-connection", "connected");
        bob.watched().getByLabel("Stop watching").click();
        assertThat(bob.shares()).containsText("alice is sharing a screen.");
        assertThat(bob.shares().getByText("Watch")).isFocused();
        alice.shares().getByText("Stop").click();
        assertThat(bob.shares()).hasCount(0);

        shareScreen(alice);
        watch(bob);
        alice.page().navigate("about:blank");
        assertThat(bob.watched()).isHidden();
        assertThat(bob.shares()).hasCount(0);
    }

    /** As by the button of the browser itself. No script may fail. */
    @Test
    void share_thatEndsWhileTheServerRefuses_isOverInThePage() {
        ChatWindow alice = signIn("alice");
        alice.page().evaluate("""
                () => {
                  const choose = navigator.mediaDevices.getDisplayMedia.bind(navigator.mediaDevices);
                  navigator.mediaDevices.getDisplayMedia = async (options) => (window.screenOfTest = await choose(options));
                }
                """);
        shareScreen(alice);
        alice.page().route("**/screenshare/*/stop", route -> route.fulfill(new FulfillOptions().setStatus(502)));

        alice.page()
                .waitForResponse(
                        "**/screenshare/*/stop",
                        () -> alice.page()
                                .evaluate("screenOfTest.getVideoTracks()[0].dispatchEvent(new Event('ended'))"));

        assertThat(alice.banner()).isVisible();
        assertThat(alice.shares()).containsText("in another window");
        alice.forgive("502");
    }

    static void shareScreen(ChatWindow sharer) {
        sharer.page().getByLabel("Share screen").click();
        assertThat(sharer.shares()).containsText("You are sharing your screen");
    }

    static void watch(ChatWindow viewer) {
        viewer.shares().getByText("Watch").click();
    }
}
