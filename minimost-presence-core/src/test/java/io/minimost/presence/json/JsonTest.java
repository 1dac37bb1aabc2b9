package io.minimost.presence.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void json_isCompactAscii_withALineFeedAtTheEnd() {
        assertThat(text(Json.strings(List.of("a b", "é\uD83D\uDE00", "\"\\\n\u007F</script>"))))
                .isEqualTo("[\"a b\",\"\\u00E9\\uD83D\\uDE00\",\"\\\"\\\\\\n\u007F</script>\"]\n");
        assertThat(text(Json.strings(List.of()))).isEqualTo("[]\n");
    }

    @Test
    void times_areSecondsAsMiniMostPrintsThem() {
        assertThat(text(Json.bytes(json -> {
                    json.writeStartObject();
                    Json.writeSecondsField(json, "a", Instant.ofEpochSecond(1_716_000_000));
                    Json.writeSecondsField(json, "b", Optional.of(Instant.ofEpochMilli(1_716_000_000_250L)));
                    Json.writeSecondsField(json, "c", Optional.empty());
                    Json.writeStringsField(json, "d", List.of("x"));
                    json.writeEndObject();
                })))
                .isEqualTo("{\"a\":1716000000.0,\"b\":1716000000.25,\"c\":null,\"d\":[\"x\"]}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "-0.50e7",
                "\"\"",
                "null",
                "true",
                " [1, {\"a\" : []} ] ",
                "{}",
                "\"\\ud83d\"",
                "\"é\uD83D\uDE00\""
            })
    void isValid_ofOneJsonValue(String text) {
        assertThat(Json.isValid(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "NaN",
                "Infinity",
                "01",
                "1x",
                "tru",
                "\"a",
                "[1",
                "[1,]",
                "{\"a\"}",
                "{a:1}",
                "'a'",
                "1 2",
                "{} {}",
                "[]]",
                "\"\uD83D\"",
                "[\"\uDE00\"]"
            })
    void isValid_ofAnythingElse_isFalse(String text) {
        assertThat(Json.isValid(text)).isFalse();
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.US_ASCII);
    }
}
