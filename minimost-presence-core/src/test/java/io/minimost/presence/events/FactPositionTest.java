package io.minimost.presence.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactPositionTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 42, 999_999_999_999_999_999L})
    void text_isReadBack(long sequence) {
        FactPosition token = new FactPosition("0123456789abcdef", sequence);

        assertThat(token.text()).isEqualTo("0123456789abcdef-" + sequence);
        assertThat(FactPosition.parse(token.text())).contains(token);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "42",
                "1716000000.0", // the Last-Event-ID of a MiniMost
                "0123456789abcdef",
                "0123456789abcdef-",
                "0123456789abcdef--1",
                "0123456789abcdef-01",
                "0123456789abcdef-1.0",
                "0123456789abcdef-1000000000000000000",
                "0123456789ABCDEF-1",
                "0123456789abcde-1",
                "0123456789abcdef0-1",
                " 0123456789abcdef-1",
                "0123456789abcdef-1\n",
                "0123456789abcdef-\u0661",
                "null"
            })
    void anythingElse_isNoToken(String text) {
        assertThat(FactPosition.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0123456789abcdef, -1", "0123456789abcdef, 1000000000000000000", "xyz, 1", "'', 1"})
    void whatHasNoText_isRefused(String log, long sequence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FactPosition(log, sequence))
                .withMessageContaining(log + "-" + sequence);
    }

    @Test
    void differentLogs_areDifferentTokens() {
        assertThat(new FactPosition("0123456789abcdef", 1)).isNotEqualTo(new FactPosition("0123456789abcdee", 1));
    }
}
