package io.minimost.examples.chat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TypingInBrowserTest extends BrowserTest {
    private ChatWindow alice;
    private ChatWindow bob;

    @BeforeEach
    void bothSignIn() {
        alice = signIn("alice");
        bob = signIn("bob");
    }

    @Test
    void typing_isShownUntilTheMessageIsSent() {
        alice.write("hello");
        assertThat(bob.typing()).hasText("alice is typing…");
        assertThat(alice.typing()).hasText("");

        alice.field().press("Enter");

        assertThat(bob.messages()).hasText("hello");
        assertThat(bob.typing()).hasText("");
        assertThat(alice.field()).hasValue("");
    }

    @Test
    void typing_expiresWhenNoKeyIsPressed() {
        alice.write("hel");
        assertThat(bob.typing()).hasText("alice is typing…");

        assertThat(bob.typing()).hasText("");
    }

    @Test
    void typing_endsAtOnceWhenTheFieldIsEmptied() {
        alice.write("hello");
        assertThat(bob.typing()).hasText("alice is typing…");

        waitForDelete(() -> alice.field().fill(""));

        assertThat(bob.typing()).hasText("");
    }

    @Test
    void typing_endsAtOnceWhenAnotherChannelIsOpened() {
        alice.write("hello");
        assertThat(bob.typing()).hasText("alice is typing…");

        waitForDelete(() -> alice.choose("random"));

        assertThat(bob.typing()).hasText("");
    }

    @Test
    void typing_ofTwoIsOneSentence() {
        ChatWindow carol = signIn("carol");

        alice.write("a");
        assertThat(carol.typing()).hasText("alice is typing…");
        bob.write("b");

        assertThat(carol.typing()).hasText("alice and bob are typing…");
    }

    /** Typing would also expire by itself: what matters is that the page sends the request. */
    private void waitForDelete(Runnable action) {
        alice.page().waitForRequest(request -> request.method().equals("DELETE"), action);
    }
}
