package io.minimost.examples.chat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PresenceInBrowserTest extends BrowserTest {
    /** Two keep-alives, ten seconds, and a slow machine. */
    private static final double SEEN_TO_BE_GONE_MILLIS = 90_000;

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
    void state_thatReturnsWhileANewcomersNameIsRead_isShown() {
        List<Route> held = new ArrayList<>();
        List<APIResponse> answers = new ArrayList<>();
        bob.page().route("**/users", route -> {
            if (held.isEmpty()) {
                held.add(route);
                answers.add(route.fetch());
            } else {
                route.resume();
            }
        });
        ChatWindow carol = signIn("carol");
        bob.page().waitForCondition(() -> answers.size() == 1);
        carol.appear("Idle");
        assertThat(bob.dot("carol")).hasAttribute("data-state", "idle");

        bob.page()
                .waitForResponse(
                        "**/users", () -> held.get(0).fulfill(new Route.FulfillOptions().setResponse(answers.get(0))));
        carol.appear("Automatic");

        assertThat(bob.dot("carol")).hasAttribute("data-state", "active");
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

    /** It says nothing any more. The server notices at a keep-alive that nobody reads, and then leaves the session ten seconds. */
    @Test
    void presence_ofAWindowThatCrashes_isThatOfTheOthers() {
        ChatWindow second = signIn("alice");
        second.page().waitForRequestFinished(() -> second.switchTo("hidden"));

        crash(alice);
        assertThat(bob.dot("alice"))
                .hasAttribute("data-state", "hidden", new HasAttributeOptions().setTimeout(SEEN_TO_BE_GONE_MILLIS));
        crash(second);
        bobSeesAlice("hidden", "Away");
    }

    private static void crash(ChatWindow window) {
        assertThatThrownBy(() -> window.page().navigate("chrome://crash")).isInstanceOf(PlaywrightException.class);
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
