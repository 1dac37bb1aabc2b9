package io.minimost.presence.signaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.minimost.presence.testing.DatabaseFixture;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which payloads a signal may have. */
class SignalCheckTest {
    @RegisterExtension
    final DatabaseFixture fixture = DatabaseFixture.inMemory();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": \"offer\", \"sdp\": \"v=0\\r\\no=- 1 2 IN IP4 127.0.0.1\\r\\n\"}",
                "\"\"",
                "0",
                "false",
                "null",
                "[]",
                "{}",
                " [1, -2.5e3]\n",
                "1e308",
                "{\"a\": 1, \"a\": 2}",
                "\"Infinity\"",
                "\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"",
                "\"\\\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"",
                "\"\u00e9 \u20ac \ud83d\ude00 \u2028 \u007f\"",
                "\"\\u00e9 \\ud83d\\ude00\""
            })
    void json_isAccepted(String payload) {
        assertThatNoException().isThrownBy(() -> check(payload));
    }

    @Test
    void json_ofTheGreatestLengthAndDepth_isAccepted() {
        assertThatNoException().isThrownBy(() -> check('"' + "x".repeat((48 << 10) - 2) + '"'));
        assertThatNoException().isThrownBy(() -> check("[".repeat(32) + "]".repeat(32)));
        assertThatNoException().isThrownBy(() -> check("[" + "[],".repeat(1000) + "{}]"));
    }

    static Stream<String> hostile() {
        return Stream.of(
                "",
                " ",
                "NaN",
                "Infinity",
                "-Infinity",
                "[NaN]",
                "{\"a\": Infinity}",
                "1e999",
                "[-1e999]",
                "{\"a\": {\"b\": 1e400}}",
                "9".repeat(5000),
                "[1,]",
                "{\"a\":1,}",
                "{a: 1}",
                "'a'",
                "[1] x",
                "[1",
                "01",
                "+1",
                ".5",
                "5.",
                "0x10",
                "True",
                "undefined",
                "/* no */ 1",
                "\"\n\"",
                "\"\u0001\"",
                "\"\\x41\"",
                "\"\\u12\"",
                "\ufeff1",
                "\u00a01",
                "\"\u0000\"",
                "1\u0000",
                "\u0000",
                "\u00001",
                "\"\ud800\"",
                "\"\udc00\ud800\"",
                "\"\udbff\"",
                "\"\udc00\"",
                "\"\udfff\"",
                "[".repeat(33) + "]".repeat(33),
                "{\"a\":".repeat(33) + "1" + "}".repeat(33),
                "[".repeat(20_000) + "]".repeat(20_000),
                '"' + "x".repeat((48 << 10) - 1) + '"',
                '"' + "\u20ac".repeat(16 << 10) + '"');
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void anythingElse_isRefused(String payload) {
        assertThatIllegalArgumentException().isThrownBy(() -> check(payload)).withMessageContaining("payload");
    }

    /** Code points on both sides of each boundary at which UTF-8 takes one more byte. */
    @ParameterizedTest
    @CsvSource({"0, 1", "7f, 1", "80, 2", "7ff, 2", "800, 3", "ffff, 3", "10000, 4", "10ffff, 4", "d7ff, 3", "e000, 3"})
    void length_isCountedInBytesOfUtf8(String codePoint, int bytes) {
        String character = Character.toString(Integer.parseInt(codePoint, 16));

        assertThat(SignalPayload.utf8Length("x" + character))
                .isEqualTo(1 + bytes)
                .isEqualTo(("x" + character).getBytes(StandardCharsets.UTF_8).length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud7ff", "\ue000", "\udbff\udfff"})
    void charactersNextToTheSurrogates_areAccepted(String character) {
        assertThatNoException().isThrownBy(() -> check('"' + character + '"'));
    }

    @Test
    void refusals_nameTheReason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check('"' + "x".repeat(48 << 10) + '"'))
                .withMessageContainingAll("49154", "49152");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check("\"\ud800\""))
                .withMessageContaining("surrogate");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check("\"\u0000\""))
                .withMessageContaining("U+0000");
        assertThatIllegalArgumentException().isThrownBy(() -> check("\u00001")).withMessageContaining("U+0000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check("\"\udfff\""))
                .withMessageContaining("surrogate");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check("[".repeat(33)))
                .withMessageContaining("32");
        assertThatIllegalArgumentException().isThrownBy(() -> check("NaN")).withMessageContaining("JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Offer", "OFFER", "offer ", "ice-candidate", "bye"})
    void unknownValues_areNoTypes(String value) {
        assertThat(SignalType.fromValue(value)).isEmpty();
    }

    @Test
    void values_areParsedAsTheirTypes() {
        assertThat(Stream.of(SignalType.values()).map(SignalType::value))
                .containsExactly("offer", "answer", "ice_candidate");
        for (SignalType type : SignalType.values()) {
            assertThat(SignalType.fromValue(type.value())).contains(type);
        }
    }

    @Test
    void limits_thatAreTooSmall_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SignalLimits(0, 1, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new SignalLimits(1, 0, 1, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SignalLimits(1, 1, 1, -3))
                .withMessageContaining("-3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SignalLimits(17, 1, 16, 1))
                .withMessageContainingAll("16", "17");
    }

    private void check(String payload) {
        new Signals(fixture.database(), SignalLimits.DEFAULT).check(SignalType.OFFER, payload);
    }
}
