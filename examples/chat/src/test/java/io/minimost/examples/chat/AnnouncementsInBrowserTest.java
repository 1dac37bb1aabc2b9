package io.minimost.examples.chat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a screen reader reads out by itself: what is new, once, and nothing else. */
class AnnouncementsInBrowserTest extends BrowserTest {
    private ChatClient bob;
    private ChatWindow alice;

    @BeforeEach
    void openAChannelWithMessages() {
        bob = ChatClient.signedIn(server(), "bob");
        ChatClient.signedIn(server(), "alice");
        bob.post("send/general", "text", "an old message");
        alice = signIn("alice");
        assertThat(alice.messages()).hasText("an old message");
        recordAnnouncements();
    }

    @Test
    void newMessage_isAnnouncedOnce_reactionsAndTicksAreNot() {
        assertThat(announcer()).hasText("");
        alice.send("hello");
        assertThat(alice.messages()).hasCount(2);
        bob.post("send/general", "text", "good morning");
        assertThat(announcer()).hasText("bob: good morning");

        bob.postRaw("mark_read/general", BodyPublishers.noBody());
        assertThat(alice.ticks()).hasAttribute("aria-label", "Read by bob");
        alice.react("tada");
        assertThat(alice.reactions()).hasCount(1);

        assertThat(announced()).containsExactly("bob: good morning");
    }

    @Test
    void otherChannel_isNotReadOut() {
        bob.post("send/random", "text", "one");
        bob.post("send/random", "text", "two");
        alice.choose("random");
        assertThat(alice.messages()).hasCount(2);
        alice.choose("general");
        assertThat(alice.messages()).hasCount(1);

        assertThat(announced()).isEmpty();
        // Nor are the elements that show all that live regions of their own.
        assertThat(alice.page().locator("#scroller")).hasAttribute("aria-live", "off");
        assertThat(alice.typing()).not().hasAttribute("aria-live", "polite");
    }

    @Test
    void typing_isAnnouncedOnce_howeverOftenItChanges() {
        ChatClient carol = ChatClient.signedIn(server(), "carol");
        bob.postRaw("typing/general", BodyPublishers.noBody());
        assertThat(announcer()).hasText("bob is typing…");

        carol.postRaw("typing/general", BodyPublishers.noBody());
        assertThat(alice.typing()).hasText("bob and carol are typing…");
        assertThat(alice.typing()).hasText("", new LocatorAssertions.HasTextOptions().setTimeout(20_000));

        assertThat(announced()).containsExactly("bob is typing…");
    }

    private Locator announcer() {
        return alice.page().locator("#announcer[role=status]");
    }

    private void recordAnnouncements() {
        alice.page().evaluate("""
                () => {
                  const region = document.getElementById("announcer");
                  window.announced = [];
                  new MutationObserver(() => window.announced.push(region.textContent)).observe(region, { childList: true });
                }
                """);
    }

    private List<String> announced() {
        List<?> texts = (List<?>) alice.page().evaluate("window.announced");
        return texts.stream().map(String::valueOf).toList();
    }
}
