package io.minimost.examples.chat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Links in messages, and how long a message may be. */
class WritingInBrowserTest extends BrowserTest {
    private ChatWindow alice;

    @BeforeEach
    void open() {
        alice = signIn("alice");
    }

    @Test
    void addresses_areLinks_withoutThePunctuationAroundThem() {
        String text = "See https://a.example/x?y=1&z=2, (http://b.example/) and https://c.example/wiki/A_(b)!";
        alice.send(text);

        assertThat(alice.messages()).hasText(text);
        assertThat(hrefs())
                .containsExactly("https://a.example/x?y=1&z=2", "http://b.example/", "https://c.example/wiki/A_(b)");
        Locator first = links().first();
        assertThat(first).hasAttribute("rel", "noopener noreferrer");
        assertThat(first).hasAttribute("target", "_blank");
    }

    @Test
    void nothingElse_becomesALinkOrMarkup() {
        String text = "javascript:alert(1) data:text/html,x https:// xhttps://a.example"
                + " https://b.example/\"onmouseover=alert(1)<img/src=x/onerror=alert(1)>";
        alice.send(text);

        assertThat(alice.messages()).hasText(text);
        assertThat(hrefs()).containsExactly("https://b.example/");
        assertThat(alice.messages().locator("img, [onmouseover]")).hasCount(0);
    }

    @Test
    void room_isShownWhenItIsLittle_andTooLongAMessageIsNotSent() {
        Locator room = alice.page().locator("#room");
        alice.field().fill("x".repeat(3499));
        assertThat(room).hasText("");
        alice.field().fill("x".repeat(3999));
        assertThat(room).hasText("1 character left");

        // An emoji counts as one character here, too, and blanks around the text do not.
        alice.field().fill(" " + "🎉".repeat(4001) + " ");
        assertThat(room).hasText("1 character too many");
        assertThat(alice.field()).hasAttribute("aria-invalid", "true");
        alice.field().press("Enter");
        assertThat(alice.page().getByLabel("Send")).isDisabled();
        assertThat(alice.messages()).hasCount(0);

        alice.field().fill("🎉".repeat(4000));
        assertThat(room).hasText("0 characters left");
        alice.field().press("Enter");
        assertThat(alice.messages()).hasCount(1);
        assertThat(room).hasText("");
    }

    private Locator links() {
        return alice.messages().locator("a");
    }

    private List<String> hrefs() {
        return links().all().stream().map(link -> link.getAttribute("href")).toList();
    }
}
