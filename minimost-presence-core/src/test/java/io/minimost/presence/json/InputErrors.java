package io.minimost.presence.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The errors of what clients send. */
final class InputErrors {
    private InputErrors() {}

    /** Exactly this error, in {@code field}. */
    static void assertBadInput(ThrowingCallable call, String field, String words) {
        assertThat(text(call)).isEqualTo(field + ": " + words);
    }

    /** Exactly this error, which names no field. */
    static void assertError(ThrowingCallable call, String words) {
        assertThatThrownBy(call)
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage(words);
    }

    /** The error as text: the field, and the message. */
    static String text(ThrowingCallable call) {
        Throwable thrown = Objects.requireNonNull(catchThrowable(call), "no error");
        assertThat(thrown).isInstanceOf(InvalidInputException.class);
        return ((InvalidInputException) thrown).field() + ": " + thrown.getMessage();
    }
}
