package io.minimost.examples.chat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PrivacyInBrowserTest extends BrowserTest {
    private ChatWindow alice;
    private ChatWindow bob;

    @BeforeEach
    void bothSignIn() {
        alice = signIn("alice");
        bob = signIn("bob");
    }

    @Test
    void everythingIsShown_atFirst() {
        openPrivacy();

        for (String setting :
                new String[] {"When I am online", "When I am typing", "What I have read", "When I was last online"}) {
            assertThat(box(alice, setting)).isChecked();
        }
    }

    @Test
    void typing_thatIsNotShown_isNotSeen() {
        openPrivacy();
        change("When I am typing");
        alice.page().keyboard().press("Escape");

        alice.page().waitForRequestFinished(() -> alice.page().locator("#text").fill("hello"));
        bob.page().locator("#text").fill("hi");
        assertThat(alice.page().locator("#typing")).containsText("bob");
        assertThat(bob.page().locator("#typing")).isEmpty();
    }

    @Test
    void invisibleUser_isOfflineForOthers_untilTheyAreVisibleAgain() {
        alice.setStatus("At lunch", "Noodles", "Never");
        assertThat(bob.status("alice")).hasText("🍜 Noodles");
        openPrivacy();
        change("When I am online");

        assertThat(bob.dot("alice")).hasAttribute("data-state", "offline");
        assertThat(bob.status("alice")).hasCount(0);
        bob.page().reload();
        assertThat(bob.dot("alice")).hasAttribute("data-state", "offline");
        assertThat(bob.status("alice")).hasCount(0);

        change("When I am online");
        assertThat(bob.dot("alice")).hasAttribute("data-state", "active");
        assertThat(bob.status("alice")).hasText("🍜 Noodles");
    }

    @Test
    void settings_areTheSameInAllWindows_andStay() {
        openPrivacy();
        change("What I have read");
        change("When I am online");

        alice.page().reload();
        openPrivacy();

        assertThat(box(alice, "What I have read")).not().isChecked();
        assertThat(box(alice, "When I am online")).not().isChecked();
        assertThat(box(alice, "When I am typing")).isChecked();
        change("What I have read");
        assertThat(box(alice, "What I have read")).isChecked();
    }

    @Test
    void dialog_worksWithTheKeyboardAlone() {
        alice.ownCard().focus();
        alice.page().keyboard().press("Enter");
        alice.page().keyboard().press("End");
        alice.page().keyboard().press("ArrowUp");
        alice.page().keyboard().press("Enter");
        assertThat(box(alice, "When I am typing")).isEnabled();

        box(alice, "When I am typing").focus();
        alice.page()
                .waitForResponse(
                        response -> response.request().method().equals("PUT"),
                        () -> alice.page().keyboard().press("Space"));
        alice.page().keyboard().press("Escape");

        assertThat(alice.page().locator("#privacy")).isHidden();
        openPrivacy();
        assertThat(box(alice, "When I am typing")).not().isChecked();
    }

    private void openPrivacy() {
        alice.ownCard().click();
        alice.page()
                .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Privacy"))
                .click();
        assertThat(box(alice, "When I am typing")).isEnabled();
    }

    private void change(String setting) {
        alice.page()
                .waitForResponse(
                        response -> response.request().method().equals("PUT"),
                        () -> box(alice, setting).click());
    }

    private static Locator box(ChatWindow window, String setting) {
        return window.page().getByLabel(setting);
    }
}
