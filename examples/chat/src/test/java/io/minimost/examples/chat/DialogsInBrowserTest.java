package io.minimost.examples.chat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/** With the keyboard alone: what opens has the focus, Escape closes it, and the focus is back where it came from. */
class DialogsInBrowserTest extends BrowserTest {
    @Test
    void dialogs_giveTheFocusBack() {
        ChatWindow alice = signIn("alice");
        Page page = alice.page();
        opensAndCloses(page.locator("#create-button"), page.locator("#create"), page.locator("#create-name"));
        alice.createChannel("Team");
        opensAndCloses(page.locator("#settings-button"), page.locator("#settings"), page.locator("#settings :focus"));
    }

    @Test
    void escape_closesOneThingAtATime_onAPhone() {
        ChatWindow alice =
                window(new NewContextOptions().setViewportSize(390, 780)).signIn("alice");
        Locator drawer = alice.page().locator("#drawer-button");
        drawer.click();

        opensAndCloses(
                alice.page().locator("#create-button"),
                alice.page().locator("#create"),
                alice.page().locator("#create-name"));
        alice.page().keyboard().press("Escape");

        assertThat(alice.page().locator("#create-button")).isHidden();
        assertThat(drawer).isFocused();
    }

    @Test
    void dialogsOfTheMenu_giveTheFocusBackToTheCard() {
        ChatWindow alice = signIn("alice");
        for (String name : new String[] {"own-status", "privacy"}) {
            alice.ownCard().focus();
            alice.page().keyboard().press("Enter");
            alice.page().locator("#" + name + "-button").focus();

            alice.page().keyboard().press("Enter");
            assertThat(alice.page().locator("#" + name + " :focus")).isVisible();
            alice.page().keyboard().press("Escape");

            assertThat(alice.page().locator("#" + name)).isHidden();
            assertThat(alice.ownCard()).isFocused();
        }
    }

    @Test
    void reactions_giveTheFocusBackToTheirButton() {
        ChatWindow alice = signIn("alice");
        alice.send("hello");
        assertThat(alice.messages()).hasCount(1);
        alice.page().locator(".message").focus();

        Locator opener = alice.page().locator(".react");
        opensAndCloses(
                opener, alice.page().locator("#picker"), alice.page().locator("#picker [data-word='thumbs_up']"));
    }

    @Test
    void invitation_andCall_giveTheFocusBack() {
        ChatWindow alice = signIn("alice");
        ChatWindow bob = signIn("bob");
        alice.choose("bob");
        alice.call();
        bob.accept();
        alice.awaitFrames("bob", "camera");

        Page page = alice.page();
        opensAndCloses(page.locator("#invite-button"), page.locator("#invite"), page.locator("#invite :focus"));
        page.locator("#hang-up").press("Enter");
        assertThat(page.locator("#call-button")).isFocused();
    }

    private static void opensAndCloses(Locator opener, Locator opened, Locator focused) {
        opener.focus();
        opener.page().keyboard().press("Enter");
        assertThat(opened).isVisible();
        assertThat(focused).isFocused();

        opener.page().keyboard().press("Escape");

        assertThat(opened).isHidden();
        assertThat(opener).isFocused();
    }
}
