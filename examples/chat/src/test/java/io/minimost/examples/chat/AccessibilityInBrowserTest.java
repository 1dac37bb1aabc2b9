package io.minimost.examples.chat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No state of the page has what axe-core calls a serious or critical violation. */
class AccessibilityInBrowserTest extends BrowserTest {
    private static final int PHONE = 390;

    @ParameterizedTest
    @CsvSource({"LIGHT, 390", "DARK, 390", "LIGHT, 1280", "DARK, 1280"})
    void conversation_dialogsAndMenus(ColorScheme scheme, int width) {
        ChatWindow alice = aliceIn(scheme, width);
        check(alice, "sign-in");
        alice.nameField().fill("no blanks");
        alice.page().keyboard().press("Enter");
        assertThat(alice.page().locator("#sign-in-error")).not().hasText("");
        check(alice, "sign-in that was refused");
        alice.forgive("400");
        alice.signIn("alice");
        check(alice, "channel without messages");

        writeMessages(alice);
        check(alice, "channel with messages, reactions, ticks, typing");
        alice.page().locator(".message").first().hover();
        alice.page().locator(".message").first().locator(".react").click();
        check(alice, "menu of reactions");
        alice.page().keyboard().press("Escape");
        alice.field().fill("x".repeat(4001));
        check(alice, "message that is too long");
        alice.field().fill("");

        inSidebar(alice, width, alice.page().locator("#create-button"));
        check(alice, "dialog to create a channel");
        alice.page().keyboard().press("Escape");
        inSidebar(alice, width, alice.ownCard());
        check(alice, "own menu");
        alice.page().locator("#own-status-button").click();
        check(alice, "dialog of the status");
        alice.page().keyboard().press("Escape");
        inSidebar(alice, width, alice.ownCard());
        alice.page().locator("#privacy-button").click();
        assertThat(alice.page().getByLabel("When I am typing")).isEnabled();
        check(alice, "dialog of privacy");
        alice.page().keyboard().press("Escape");

        alice.page().evaluate("location.hash = 'private:4711'");
        assertThat(alice.page().locator("#place-note")).not().hasText("");
        check(alice, "link that leads nowhere");
        alice.page().context().setOffline(true);
        assertThat(alice.banner()).isVisible();
        check(alice, "banner");
        alice.forgive("ERR_INTERNET_DISCONNECTED");
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 390", "DARK, 390", "LIGHT, 1280", "DARK, 1280"})
    void privateChannel_callAndSharedScreen(ColorScheme scheme, int width) {
        ChatWindow bob = signIn("bob");
        ChatClient.signedIn(server(), "carol");
        ChatClient.signedIn(server(), "dave");
        ChatWindow alice = aliceIn(scheme, width).signIn("alice");
        assertThat(bob.entry("alice")).isVisible();
        bob.createChannel("Team", "alice", "carol");
        inSidebar(alice, width, alice.entry("Team"));
        assertThat(alice.heading()).hasText("Team");
        alice.inSettings(dialog -> check(alice, "dialog of the channel"));

        bob.call();
        assertThat(alice.ring()).isVisible();
        check(alice, "incoming call");
        alice.accept();
        alice.awaitFrames("bob", "camera");
        bob.control("Screen").click();
        alice.awaitFrames("bob", "screen");
        check(alice, "call with a shared screen");
        alice.control("Invite to the call").click();
        check(alice, "dialog to invite");
        alice.page().keyboard().press("Escape");
        alice.control("Leave").click();
        bob.control("Leave").click();

        bob.page().getByLabel("Share screen").click();
        assertThat(alice.shares()).isVisible();
        check(alice, "bar of a shared screen");
        alice.shares().getByText("Watch").click();
        alice.awaitFrames(alice.watched().locator("video"));
        check(alice, "shared screen");
    }

    private ChatWindow aliceIn(ColorScheme scheme, int width) {
        NewContextOptions options =
                new NewContextOptions().setColorScheme(scheme).setViewportSize(width, 780);
        return window(width == PHONE ? options.setIsMobile(true).setHasTouch(true) : options);
    }

    private void writeMessages(ChatWindow alice) {
        ChatClient bob = ChatClient.signedIn(server(), "bob");
        alice.send("Lunch at half past twelve?");
        bob.post("send/general", "text", "Yes! The menu: https://noodles.example/menu");
        assertThat(alice.messages()).hasCount(2);
        alice.react("tada");
        bob.postRaw("mark_read/general", BodyPublishers.noBody());
        assertThat(alice.ticks()).hasAttribute("aria-label", "Read by bob");
        bob.postRaw("typing/general", BodyPublishers.noBody());
        assertThat(alice.typing()).containsText("bob is typing…");
    }

    /** On a phone the sidebar is a drawer. */
    private static void inSidebar(ChatWindow alice, int width, Locator button) {
        if (width == PHONE && !alice.ownCard().isVisible()) {
            alice.page().locator("#drawer-button").click();
        }
        button.click();
    }

    private static void check(ChatWindow window, String shown) {
        List<String> violations = Axe.violations(window.page());
        assertThat(violations).as(shown).isEmpty();
    }
}
