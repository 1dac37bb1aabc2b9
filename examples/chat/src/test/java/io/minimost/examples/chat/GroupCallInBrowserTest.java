package io.minimost.examples.chat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import org.junit.jupiter.api.Test;

class GroupCallInBrowserTest extends BrowserTest {
    /** The answer of a computer without camera and microphone. */
    private static final String NO_DEVICES =
            "navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('none', 'NotFoundError'); };";

    @Test
    void third_joinsWithoutACamera_leaves_andIsInvitedAgain() {
        ChatWindow alice = signIn("alice");
        ChatWindow bob = signIn("bob");
        ChatWindow carol = window(new NewContextOptions());
        carol.page().addInitScript(NO_DEVICES);
        carol.page().reload();
        carol.signIn("carol");
        assertThat(alice.entry("carol")).isVisible();
        alice.createChannel("Team", "bob", "carol");
        carol.choose("Team");

        alice.call();
        bob.accept();
        carol.page().keyboard().press("Escape");
        assertThat(carol.running()).containsText("Call in progress: alice, bob.");
        carol.running().getByText("Join").click();

        assertThat(carol.inCall()).containsText("No camera or microphone: you can listen and watch.");
        carol.awaitFrames("alice", "camera");
        carol.awaitFrames("bob", "camera");
        assertThat(alice.tile("carol")).hasAttribute("data-connection", "connected");

        carol.control("Leave").click();
        assertThat(alice.tile("carol")).hasCount(0);
        assertThat(bob.tile("carol")).hasCount(0);
        alice.awaitFrames("bob", "camera");

        alice.control("Invite to the call").click();
        alice.page().locator("#invite").getByText("carol").click();
        assertThat(alice.tile("carol")).hasAttribute("data-connection", "pending");
        assertThat(carol.ring()).containsText("In Team.");
        carol.accept();
        carol.awaitFrames("bob", "camera");
    }

    /** Also while the user has another channel open, whose stream has no events of this one. */
    @Test
    void userRemovedFromTheChannel_isRemovedFromItsCall() {
        ChatWindow alice = signIn("alice");
        ChatWindow bob = signIn("bob");
        assertThat(alice.entry("bob")).isVisible();
        alice.createChannel("Team", "bob");
        alice.call();
        bob.accept();
        bob.awaitFrames("alice", "camera");
        bob.choose("general");

        alice.inSettings(dialog -> dialog.getByLabel("Remove bob").click());

        assertThat(bob.inCall()).isHidden();
        assertThat(alice.inCall()).isHidden();
        assertThat(bob.entry("Team")).hasCount(0);
        bob.forgive("403");
        bob.forgive("404");
    }
}
