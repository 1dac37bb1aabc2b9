package io.minimost.examples.chat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

class ConversationInBrowserTest extends BrowserTest {
    @Test
    void direct_isOnlyForTheTwo() {
        ChatWindow alice = signIn("alice");
        ChatWindow bob = signIn("bob");
        ChatWindow carol = signIn("carol");

        alice.choose("bob");
        alice.send("just between us");
        assertThat(bob.entry("alice")).containsText("unread");
        bob.choose("alice");

        assertThat(bob.messages()).hasText("just between us");
        assertThat(bob.entry("alice")).not().containsText("unread");
        assertThat(carol.entry("alice")).not().containsText("unread");
        Object status = carol.page().evaluate("fetch('/messages/dm:alice:bob').then(answer => answer.status)");
        assertThat(status).isEqualTo(403);
        carol.forgive("403");
    }

    @Test
    void reload_keepsTheSessionAndTheChannel() {
        ChatWindow alice = signIn("alice");
        alice.choose("random");
        alice.send("still here?");
        assertThat(alice.messages()).hasText("still here?");

        alice.page().reload();

        assertThat(alice.ownCard()).containsText("alice");
        assertThat(alice.page().locator("#place h1")).containsText("random");
        assertThat(alice.messages()).hasText("still here?");
    }

    @Test
    void markup_isShownAsItWasTyped() {
        ChatWindow alice = signIn("alice");
        String markup = "<img src=x onerror=alert(1)> <b>bold</b> & co";

        alice.send(markup);

        assertThat(alice.messages()).hasText(markup);
        assertThat(alice.messages().locator("img, b")).hasCount(0);
    }

    @Test
    void lostConnection_isShownAndRecoversByItself() {
        ChatWindow alice = signIn("alice");
        ChatWindow bob = signIn("bob");
        assertThat(alice.banner()).isHidden();

        alice.page().context().setOffline(true);
        assertThat(alice.banner()).isVisible();
        alice.send("can you hear me?");
        assertThat(alice.field()).hasValue("can you hear me?");
        bob.send("hello");
        alice.page().context().setOffline(false);

        assertThat(alice.banner()).isHidden();
        assertThat(alice.messages()).hasText("hello");
        alice.forgive("ERR_INTERNET_DISCONNECTED");
    }

    @Test
    void signIn_saysWhatIsWrongWithAName() {
        ChatWindow nobody = window(new NewContextOptions());

        nobody.nameField().fill("no blanks");
        nobody.page().keyboard().press("Enter");

        assertThat(nobody.page().getByRole(AriaRole.ALERT))
                .hasText("The name must be 1 to 32 letters, digits, '_' or '-'.");
        assertThat(nobody.nameField()).hasAttribute("aria-invalid", "true");
        nobody.forgive("400");
    }
}
