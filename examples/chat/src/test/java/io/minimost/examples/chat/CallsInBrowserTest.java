package io.minimost.examples.chat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two users who call each other, with cameras that show a moving pattern. */
class CallsInBrowserTest extends BrowserTest {
    private static final Pattern CALL_ENDED = Pattern.compile("Call ended · .*");

    private ChatWindow alice;
    private ChatWindow bob;

    @BeforeEach
    void bothSignIn() {
        alice = signIn("alice");
        bob = signIn("bob");
        assertThat(alice.entry("bob")).isVisible();
        alice.choose("bob");
    }

    @Test
    void accepted_theTwoSeeEachOtherUntilOneLeaves() {
        callEachOther();

        assertThat(alice.tile("bob")).hasAttribute("data-connection", "connected");
        assertThat(bob.tile("alice")).hasAttribute("data-connection", "connected");
        alice.awaitFrames("bob", "camera");
        bob.awaitFrames("alice", "camera");
        assertThat(bob.heading()).hasText("alice");

        alice.control("Leave").click();
        assertThat(alice.inCall()).isHidden();
        assertThat(bob.inCall()).isHidden();
        assertThat(alice.notices()).hasText(CALL_ENDED);
    }

    @Test
    void inCall_cameraAndScreenComeAndGo() {
        callEachOther();
        bob.awaitFrames("alice", "camera");

        alice.control("Camera").click();
        assertThat(alice.control("Camera")).hasAttribute("aria-pressed", "false");
        assertThat(bob.tile("alice")).not().hasAttribute("data-picture", "");
        alice.control("Screen").click();
        bob.awaitFrames("alice", "screen");
        alice.control("Camera").click();
        bob.awaitFrames("alice", "camera");
        alice.control("Screen").click();
        assertThat(bob.tile("alice", "screen")).hasCount(0);

        alice.control("Microphone").click();
        assertThat(alice.control("Microphone")).hasAttribute("aria-pressed", "false");
        bob.choose("general");
        assertThat(bob.tile("alice")).hasAttribute("data-connection", "connected");
    }

    @Test
    void ring_stopsWhenItIsDeclinedOrCancelled() {
        alice.call();
        assertThat(bob.ring()).hasRole(AriaRole.ALERTDIALOG);
        assertThat(bob.ring()).hasAccessibleName("alice is calling");
        assertThat(bob.ring()).isFocused();
        bob.ring().getByText("Decline").click();
        assertThat(alice.inCall()).isHidden();
        assertThat(alice.notices()).hasText("Missed call from alice");

        alice.call();
        assertThat(bob.ring()).isVisible();
        alice.control("Cancel").click();
        assertThat(bob.ring()).isHidden();
        assertThat(alice.notices()).hasCount(2);
    }

    @Test
    void ring_thatIsDismissed_doesNotDecline() {
        alice.call();
        assertThat(bob.ring()).isFocused();

        bob.page().keyboard().press("Escape");
        assertThat(bob.ring()).isHidden();
        bob.choose("alice");
        assertThat(bob.running()).containsText("alice is calling.");
        bob.running().getByText("Join").click();

        assertThat(alice.tile("bob")).hasAttribute("data-connection", "connected");
        assertThat(bob.running()).isHidden();
    }

    @Test
    void reload_showsTheWayBackIntoTheCall() {
        callEachOther();
        bob.awaitFrames("alice", "camera");

        bob.page().reload();
        assertThat(bob.running()).containsText("Call in progress: alice, bob.");
        bob.running().getByText("Join").click();

        bob.awaitFrames("alice", "camera");
        alice.awaitFrames("bob", "camera");
    }

    @Test
    void closedWindow_endsTheCallSoon() {
        callEachOther();
        assertThat(alice.tile("bob")).hasAttribute("data-connection", "connected");

        bob.page().close();

        assertThat(alice.notices()).hasText(CALL_ENDED);
        assertThat(alice.inCall()).isHidden();
    }

    @Test
    void signOut_leavesTheCall() {
        callEachOther();
        assertThat(alice.tile("bob")).hasAttribute("data-connection", "connected");

        bob.ownCard().click();
        bob.page().getByText("Sign out").click();

        bob.nameField().waitFor();
        assertThat(alice.notices()).hasText(CALL_ENDED);
        assertThat(alice.inCall()).isHidden();
    }

    private void callEachOther() {
        alice.call();
        assertThat(alice.inCall()).containsText("Calling bob…");
        bob.accept();
        assertThat(alice.inCall()).containsText("In a call: bob");
    }
}
