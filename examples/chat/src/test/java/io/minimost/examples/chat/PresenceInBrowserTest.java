package io.minimost.examples.chat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PresenceInBrowserTest extends BrowserTest {
    private ChatWindow alice;
    private ChatWindow bob;

    @BeforeEach
    void bothSignIn() {
        alice = signIn("alice");
        bob = signIn("bob");
        bobSeesAlice("active", "Active");
    }

    @Test
    void presence_followsTheVisibilityOfThePage() {
        alice.switchTo("hidden");
        bobSeesAlice("hidden", "Away");

        alice.switchTo("visible");
        bobSeesAlice("active", "Active");
    }

    @Test
    void presence_isOfflineWhenThePageIsLeft() {
        alice.page().navigate("about:blank");

        bobSeesAlice("offline", "Offline");
    }

    @Test
    void presence_isOfflineAfterSigningOut() {
        alice.ownCard().click();
        alice.page().getByText("Sign out").click();

        alice.nameField().waitFor();
        bobSeesAlice("offline", "Offline");
    }

    @Test
    void presence_isThatOfTheMostPresentWindow() {
        ChatWindow second = signIn("alice");

        second.page().waitForRequestFinished(() -> second.switchTo("hidden"));
        bobSeesAlice("active", "Active");

        alice.switchTo("hidden");
        bobSeesAlice("hidden", "Away");

        second.switchTo("visible");
        bobSeesAlice("active", "Active");

        second.page().navigate("about:blank");
        bobSeesAlice("hidden", "Away");
        alice.page().navigate("about:blank");
        bobSeesAlice("offline", "Offline");
    }

    @Test
    void presence_isIdleAfterFiveMinutesWithoutInput() {
        ChatWindow carol = window(new NewContextOptions());
        carol.page().clock().install();
        carol.page().reload();
        carol.signIn("carol");
        assertThat(bob.dot("carol")).hasAttribute("data-state", "active");

        carol.page().clock().fastForward("05:01");
        assertThat(bob.dot("carol")).hasAttribute("data-state", "idle");

        carol.page().mouse().move(100, 100);
        assertThat(bob.dot("carol")).hasAttribute("data-state", "active");
    }

    @Test
    void override_isWhatOthersSeeUntilItIsCleared() {
        alice.appear("Idle");
        bobSeesAlice("idle", "Idle");
        assertThat(alice.ownCard()).containsText("Idle, set by you");

        alice.appear("Appear offline");
        bobSeesAlice("offline", "Offline");

        alice.page().reload();
        assertThat(alice.ownCard()).containsText("Appearing offline");
        bobSeesAlice("offline", "Offline");

        alice.appear("Automatic");
        bobSeesAlice("active", "Active");
    }

    @Test
    void statusMenu_worksWithTheKeyboardAlone() {
        alice.ownCard().focus();
        alice.page().keyboard().press("Enter");
        alice.page().keyboard().press("ArrowDown");
        alice.page().keyboard().press("ArrowDown");
        alice.page().keyboard().press("Enter");
        bobSeesAlice("idle", "Idle");
        assertThat(alice.ownCard()).isFocused();

        alice.page().keyboard().press("Enter");
        alice.page().keyboard().press("Escape");
        assertThat(alice.page().locator("#status-menu")).isHidden();
    }

    private void bobSeesAlice(String state, String word) {
        assertThat(bob.dot("alice")).hasAttribute("data-state", state);
        assertThat(bob.entry("alice")).containsText(word);
    }
}
