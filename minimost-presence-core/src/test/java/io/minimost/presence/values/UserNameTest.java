package io.minimost.presence.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.minimost.presence.testing.Hostile;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UserNameTest {
    private static final String EMOJI = "\ud83d\ude00";

    static Stream<String> valid() {
        return Stream.of(
                "a",
                "alice",
                "Alice_B-2",
                "a b",
                "O'Neil",
                "null",
                "' OR 1=1 --",
                "{\"$(id)\"} <b>&amp",
                "jürgen",
                "\u674e",
                EMOJI,
                "x".repeat(64),
                EMOJI.repeat(64));
    }

    @ParameterizedTest
    @MethodSource("valid")
    void require_returnsAValidName(String name) {
        assertThat(UserName.require(name)).isSameAs(name);
    }

    static Stream<Arguments> invalid() {
        return Stream.of(
                refused("", "user name is empty"),
                refused(" alice", "' alice'", "begins or ends with a blank"),
                refused("alice\u2003", "'alice\\u2003'", "begins or ends with a blank"),
                refused("al\u0000ice", "'al\\u0000ice'", "control character"),
                refused("al\r\nice", "'al\\u000d\\u000aice'", "control character"),
                refused("al\u001b[31mice", "'al\\u001b[31mice'", "control character"),
                refused("al\u2028ice", "'al\\u2028ice'", "line separator"),
                refused("al\ud800ice", "'al\\ud800ice'", "lone surrogate"),
                refused("al\udc00ice", "'al\\udc00ice'", "lone surrogate"),
                refused("x".repeat(65), "'" + "x".repeat(65) + "'", "65 characters", "at most 64"),
                refused("x".repeat(9999), "'" + "x".repeat(80) + "…'", "9999 characters", "at most 64"),
                refused("x" + EMOJI.repeat(65), "'x" + EMOJI.repeat(40) + "…'", "66 characters"),
                refused(EMOJI + "\u200d:", "'" + EMOJI + "\\u200d:'"),
                refused("\ue000\uffff:", "'\\ue000\\uffff:'"),
                refused("al:ice", "'al:ice'", "contains ':'"),
                refused(":", "':'", "contains ':'"));
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void require_refusesWithTheValueAndTheReason(String name, List<String> partsOfMessage) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UserName.require(name))
                .withMessageStartingWith("user name")
                .withMessageContainingAll(partsOfMessage.toArray(String[]::new));
    }

    @Test
    void require_refusesWithMessagesThatAreSafeToLog() {
        for (String name : Hostile.names()) {
            assertThatIllegalArgumentException()
                    .as(Hostile.printable(name))
                    .isThrownBy(() -> UserName.require(name))
                    .satisfies(e -> assertThat(SafeText.isSafe(String.valueOf(e.getMessage())))
                            .isTrue());
        }
    }

    @Test
    @SuppressWarnings("NullAway")
    void null_isNamed() {
        assertThatThrownBy(() -> UserName.require(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("user name");
    }

    private static Arguments refused(String name, String... partsOfMessage) {
        return arguments(Named.of("'" + Hostile.printable(name) + "'", name), List.of(partsOfMessage));
    }
}
