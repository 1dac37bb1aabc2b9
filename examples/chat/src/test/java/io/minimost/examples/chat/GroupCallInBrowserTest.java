package io.minimost.examples.chat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import org.junit.jupiter.api.Test;

class GroupCallInBrowserTest extends BrowserTest {
    /** What a computer without camera and microphone answers. */
    private static final String NO_DEVICES =
            "navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('none', 'NotFoundError'); };";

    @Test
    void third_walksInWithoutACamera_leaves_andIsInvitedAgain() {
        ChatWindow alice = signIn("alice");
        ChatWindow bob = signIn("bob");
        ChatWindow carol = window(new NewContextOptions());
        carol.page().addInitScript(NO_DEVICES);
        carol.page().reload();
        carol.signIn("carol");
        assertThat(alice.entry("carol")).isVisible();
        alice.foundChannel("Team", "bob", "carol");
        carol.choose("Team");

        alice.call();
        bob.accept();
        carol.page().keyboard().press("Escape");
        assertThat(carol.running()).containsText("A call is running: alice, bob.");
        carol.running().getByText("Join").click();

        assertThat(carol.inCall()).containsText("No camera or microphone: you can listen and watch.");
        carol.awaitFrames("alice", "camera");
        carol.awaitFrames("bob", "camera");
        assertThat(alice.tile("carol")).hasAttribute("data-connection", "connected");

        carol.control("Leave").click();
        assertThat(alice.tile("carol")).hasCount(0);
        assertThat(bob.tile("carol")).hasCount(0);
        alice.awaitFrames("bob", "camera");

        alice.control("Invite somebody").click();
        alice.page().locator("#invite").getByText("carol").click();
        assertThat(alice.tile("carol")).hasAttribute("data-connection", "pending");
        assertThat(carol.ring()).containsText("In Team.");
        carol.accept();
        carol.awaitFrames("bob", "camera");
    }

    /** Also where he looks at another channel, whose stream says nothing of this one. */
    @Test
    void whoIsRemovedFromTheChannel_isOutOfItsCall() {
        ChatWindow alice = signIn("alice");
        ChatWindow bob = signIn("bob");
        assertThat(alice.entry("bob")).isVisible();
        alice.foundChannel("Team", "bob");
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
