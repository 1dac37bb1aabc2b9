package io.minimost.examples.chat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReceiptsInBrowserTest extends BrowserTest {
    private ChatWindow alice;
    private ChatWindow bob;

    @BeforeEach
    void bothSignIn() {
        alice = signIn("alice");
        bob = signIn("bob");
    }

    @Test
    void ticks_tellDeliveryFromReading() {
        bob.switchTo("hidden");
        alice.send("are you there?");
        assertThat(alice.ticks()).hasAttribute("aria-label", "Delivered to bob");

        bob.switchTo("visible");

        assertThat(alice.ticks()).hasAttribute("aria-label", "Read by bob");
    }

    @Test
    void readingThatTheServerRefused_isReportedWhenItIsBack() {
        bob.page().route("**/mark_read/*", route -> route.fulfill(new FulfillOptions().setStatus(502)));
        alice.send("are you there?");
        assertThat(bob.messages()).hasText("are you there?");
        assertThat(bob.banner()).isVisible();

        bob.page().unroute("**/mark_read/*");

        assertThat(alice.ticks()).hasAttribute("aria-label", "Read by bob");
        bob.forgive("502");
    }

    @Test
    void message_markedAsUnread_isCountedAgain_untilTheChannelIsOpened() {
        alice.send("read this");
        assertThat(alice.ticks()).hasAttribute("aria-label", "Read by bob");

        Locator mark = bob.page().getByRole(AriaRole.BUTTON).and(bob.page().getByLabel("Mark as unread from here"));
        bob.messages().hover();
        bob.page().waitForResponse("**/mark_unread/*", mark::click);
        bob.choose("random");
        assertThat(bob.entry("general")).containsText("1 unread");
        assertThat(alice.ticks()).hasAttribute("aria-label", "Read by bob");

        bob.choose("general");
        assertThat(bob.heading()).hasText("# general");
        bob.choose("random");
        assertThat(bob.entry("general")).not().containsText("unread");
    }
}
