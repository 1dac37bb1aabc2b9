package io.minimost.examples.chat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Also saves screenshots in target/screenshots, for people to look at. */
class CallLayoutInBrowserTest extends BrowserTest {
    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void call_onADesktop(ColorScheme scheme) {
        walkThrough(new NewContextOptions().setColorScheme(scheme).setViewportSize(1180, 760), "call-" + scheme);
    }

    @Test
    void call_onAPhone() {
        walkThrough(
                new NewContextOptions()
                        .setViewportSize(390, 780)
                        .setDeviceScaleFactor(2)
                        .setIsMobile(true)
                        .setHasTouch(true),
                "phone-call");
    }

    /** Bob calls alice, whose window is checked, and carol; then they share screens. */
    private void walkThrough(NewContextOptions options, String name) {
        ChatWindow bob = signIn("bob");
        ChatWindow alice = window(options).signIn("alice");
        ChatClient.signedIn(server(), "carol");
        ChatClient.signedIn(server(), "dave");
        assertThat(bob.entry("alice")).isVisible();
        assertThat(bob.entry("dave")).isVisible();
        bob.createChannel("Release party", "alice", "carol");

        bob.call();
        assertThat(alice.ring()).containsText("In Release party.");
        alice.picture(name + "-ring");
        alice.accept();
        alice.awaitFrames("bob", "camera");
        assertThat(alice.tile("carol")).hasAttribute("data-connection", "pending");
        alice.picture(name);
        assertFits(alice);
        // The call has a button for that.
        assertThat(alice.page().locator("#share-button")).isHidden();

        bob.control("Screen").click();
        alice.awaitFrames("bob", "screen");
        alice.picture(name + "-screen");
        assertFits(alice);
        alice.control("Invite to the call").click();
        assertThat(alice.page().locator("#invite-people .label")).hasText("dave");
        alice.picture(name + "-invite");
        alice.page().keyboard().press("Escape");

        alice.control("Leave").click();
        bob.page().getByLabel("Share screen").click();
        alice.shares().getByText("Watch").click();
        alice.awaitFrames(alice.watched().locator("video"));
        alice.picture(name + "-share");
        assertFits(alice);
    }

    /** Nothing overflows, and there is space left to read and write. */
    private static void assertFits(ChatWindow window) {
        assertThat(window.overflow()).isEqualTo(0);
        BoundingBox messages = window.page().locator("#scroller").boundingBox();
        assertThat(messages.height).isGreaterThan(100);
        BoundingBox field = window.field().boundingBox();
        assertThat(field.y + field.height).isLessThan(window.page().viewportSize().height);
        if (window.inCall().isVisible()) {
            assertThat(window.control("Leave").boundingBox().y).isLessThan(messages.y);
        }
    }
}
