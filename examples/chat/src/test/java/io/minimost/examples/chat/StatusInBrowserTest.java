package io.minimost.examples.chat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What users do, beside their names. */
class StatusInBrowserTest extends BrowserTest {
    private ChatWindow alice;
    private ChatWindow bob;

    @BeforeEach
    void bothSignIn() {
        alice = signIn("alice");
        bob = signIn("bob");
        assertThat(bob.dot("alice")).hasAttribute("data-state", "active");
    }

    @Test
    void stateThatTheServerRefuses_isNotShown() {
        alice.page().route("**/presence/status", route -> route.fulfill(new FulfillOptions().setStatus(502)));

        alice.page().waitForResponse("**/presence/status", () -> alice.appear("Idle"));

        assertThat(alice.ownCard().locator(".state-word")).hasText("Active");
        alice.forgive("502");
    }

    @Test
    void status_isSeenBesideTheName_untilItIsCleared() {
        alice.setStatus("At lunch", "Noodles", "30 minutes");
        assertThat(bob.status("alice")).hasText("🍜 Noodles");
        assertThat(alice.ownCard()).containsText("🍜 Noodles");
        bob.choose("alice");
        assertThat(bob.page().locator("#place .about")).containsText("Active · 🍜 Noodles until ");
        bob.picture("status");

        Locator dialog = alice.openStatus();
        assertThat(dialog.getByLabel("What are you doing?")).hasValue("Noodles");
        assertThat(dialog.getByLabel("At lunch")).isChecked();
        alice.picture("status-dialog");
        dialog.locator("#own-status-clear").click();
        assertThat(bob.status("alice")).hasCount(0);
        assertThat(alice.ownCard()).not().containsText("Noodles");
    }

    @Test
    void status_endsByTime() {
        // Somebody who is quick at lunch.
        alice.page().evaluate("document.querySelector('#own-status-end option').value = '3'");
        alice.setStatus("At lunch", "Back in a moment", "30 minutes");
        assertThat(bob.status("alice")).hasText("🍜 Back in a moment");

        assertThat(bob.status("alice")).hasCount(0);
        assertThat(alice.ownCard()).not().containsText("Back in a moment");
    }

    @Test
    void status_ofToday_andUntilCleared_outliveAReload() {
        alice.setStatus("Out sick", "In bed", "Today");
        assertThat(bob.status("alice")).hasText("🤒 In bed");
        alice.setStatus("No emoji", "Away for long", "Never");
        assertThat(bob.status("alice")).hasText("Away for long");

        bob.page().reload();
        assertThat(bob.status("alice")).hasText("Away for long");
        alice.page().reload();
        assertThat(alice.ownCard()).containsText("Away for long");
    }

    @Test
    void appearance_keepsTheText() {
        alice.setStatus("At home", "Working from home", "Never");
        alice.appear("Do not disturb");
        assertThat(bob.status("alice")).hasText("🏠 Working from home");
        assertThat(alice.ownCard()).containsText("Do not disturb");
        alice.appear("Idle");
        assertThat(bob.dot("alice")).hasAttribute("data-state", "idle");
        assertThat(bob.status("alice")).hasText("🏠 Working from home");

        alice.appear("Automatic");
        assertThat(bob.dot("alice")).hasAttribute("data-state", "active");
        assertThat(bob.status("alice")).hasText("🏠 Working from home");
    }

    @Test
    void doNotDisturb_isSeen() {
        alice.appear("Do not disturb");

        assertThat(bob.status("alice")).hasText("⛔ Do not disturb");
        assertThat(bob.dot("alice")).hasAttribute("data-state", "active");
    }

    @Test
    void call_isSeenByOthers_andThenTheStatusBeforeIt() {
        ChatWindow carol = signIn("carol");
        bob.setStatus("Travelling", "On the train", "Never");
        alice.choose("bob");
        alice.call();
        bob.accept();
        assertThat(carol.status("alice")).hasText("📞 In a call");
        assertThat(carol.status("bob")).hasText("📞 In a call");

        alice.control("Leave").click();
        assertThat(carol.status("alice")).hasCount(0);
        assertThat(carol.status("bob")).hasText("🚌 On the train");
    }

    @Test
    void dialog_worksWithTheKeyboardAlone_andShowsWhatIsRefused() {
        alice.ownCard().focus();
        alice.page().keyboard().press("Enter");
        alice.page()
                .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Set a status…"))
                .press("Enter");
        Locator dialog = alice.page().locator("#own-status");
        dialog.getByLabel("No emoji").focus();
        alice.page().keyboard().press("ArrowRight");
        assertThat(dialog.getByLabel("At lunch")).isChecked();
        alice.page().keyboard().press("Tab");
        alice.page().keyboard().type("Soup");
        alice.page().keyboard().press("Enter");
        assertThat(bob.status("alice")).hasText("🍜 Soup");
    }
}
