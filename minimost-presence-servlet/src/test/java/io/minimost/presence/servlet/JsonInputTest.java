package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is accepted is shown over HTTP, in BodiesOverHttp; here is what no list of cases would hold. */
class JsonInputTest {
    @Test
    void parse_randomBytes_isAnObjectOrRefused() {
        Random random = new Random(815);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(24)];
            random.nextBytes(bytes);
            readOrRefuse(bytes);
        }
    }

    @Test
    void parse_randomlyDamagedObject_isAnObjectOrRefused() {
        Random random = new Random(42);
        int read = 0;
        for (int i = 0; i < 30_000; i++) {
            byte[] bytes = "{\"state\":\"idle\",\"x\":[1,-2.5e3,{\"y\":null}]}".getBytes(StandardCharsets.US_ASCII);
            for (int damage = 1 + random.nextInt(2); damage > 0; damage--) {
                String alphabet = "{}[]\",:\\0eE-.x\u0000\u00FF";
                bytes[random.nextInt(bytes.length)] = (byte) alphabet.charAt(random.nextInt(alphabet.length()));
            }
            read += readOrRefuse(bytes) ? 1 : 0;
        }
        assertThat(read).isBetween(1000, 29_000);
    }

    @Test
    void text_ofEscapes_isDecoded() {
        assertThat(parse("{\"x\":\"\\u00e9\\n\\ud83d\\ude00\"}").text("x")).contains("é\n\uD83D\uDE00");
    }

    @Test
    void word_missing_isSaidToBeMissing() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> parse("{}").word("x", word -> Optional.of(word), "a, b"))
                .satisfies(refusal -> assertThat(bodyOf(refusal.reply())).contains("x is missing; allowed: a, b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e22",
                "1.0",
                "-0",
                "0.1000000000000000055511151231257827",
                "123456789012345678901234567890",
                "true",
                "false",
                "\"\"",
                "\"a\\u00e9\\n\\\"}\"",
                "\"é\uD83D\uDE00\"",
                "[]",
                "[1,[2], {}]",
                "{\"b\": 1.50, \"a\": {\"payload\": 2}}"
            })
    void raw_isWhatWasSentLetterByLetter(String value) {
        assertThat(parse("{\"payload\":" + value + "}").raw("payload")).contains(value);
        assertThat(parse(" { \"a\" : {\"payload\":0} ,\n \"payload\" : " + value + " , \"z\" : 1 } ")
                        .raw("payload"))
                .contains(value);
        assertThat(parse("{\"\\u0070ayload\":" + value + "\t}").raw("payload")).contains(value);
    }

    @Test
    void raw_ofNullOrNothing_isEmpty() {
        assertThat(parse("{\"payload\":null}").raw("payload")).isEmpty();
        assertThat(parse("{\"x\":{\"payload\":1}}").raw("payload")).isEmpty();
    }

    private static String bodyOf(Reply reply) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        reply.writeBodyTo(body);
        return body.toString(StandardCharsets.UTF_8);
    }

    private static JsonInput parse(String json) {
        return JsonInput.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the bytes were read; anything but a refusal with status 400 fails. */
    private static boolean readOrRefuse(byte[] bytes) {
        try {
            JsonInput.parse(bytes).text("state");
            return true;
        } catch (Refusal refusal) {
            assertThat(refusal.reply().status()).isEqualTo(400);
            return false;
        }
    }
}
