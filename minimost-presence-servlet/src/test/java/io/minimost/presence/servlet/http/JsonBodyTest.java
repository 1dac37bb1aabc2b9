package io.minimost.presence.servlet.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.json.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** BodiesOverHttp tests accepted bodies over HTTP. These are random ones, and those that are no text. */
class JsonBodyTest {
    @Test
    void parse_ofUtf8_isTheObject() {
        assertThat(JsonBody.parse("{\"x\":\"é\uD83D\uDE00\"}".getBytes(StandardCharsets.UTF_8))
                        .text("x"))
                .contains("é\uD83D\uDE00");
    }

    @Test
    void parse_ofWhatIsNotUtf8_saysSo() {
        HttpErrors.assertBadInput(
                () -> JsonBody.parse(new byte[] {'{', '}', (byte) 0xFF}), "body", "body is not valid UTF-8");
        HttpErrors.assertBadInput(
                () -> JsonBody.parse("{}".getBytes(StandardCharsets.UTF_16)), "body", "body is not valid UTF-8");
    }

    @Test
    void parse_randomBytes_isAnObjectOrRejected() {
        Random random = new Random(815);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(24)];
            random.nextBytes(bytes);
            readOrRefuse(bytes);
        }
    }

    /** Any error but status 400 fails. */
    private static void readOrRefuse(byte[] bytes) {
        try {
            JsonBody.parse(bytes).text("state");
        } catch (InvalidInputException error) {
            assertThat(error.field()).isIn("body", "state");
        } catch (HttpError error) {
            assertThat(error.response().status()).isEqualTo(400);
        }
    }
}
