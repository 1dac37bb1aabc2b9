package io.minimost.presence.servlet.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ResponseTest {
    private static final byte[] JSON = "[]\n".getBytes(StandardCharsets.US_ASCII);

    @Test
    void polled_isKeptByTheClientAlone_andNamedByItsTag() {
        Response reply = Response.polled(JSON);

        assertReply(reply, 200, "[]\n");
        assertThat(reply.headers()).isEqualTo(Map.of("Cache-Control", "private, no-cache", "ETag", ETag.of(JSON)));
    }

    @Test
    void notModified_hasTheHeadersAlone() {
        Response reply = Response.polled(JSON).notModified();

        assertReply(reply, 304, "");
        assertThat(reply.headers()).isEqualTo(Response.polled(JSON).headers());
    }

    @Test
    void allOthers_areNeverStored() {
        for (Response reply : List.of(
                Response.noContent(),
                Response.json(JSON),
                Response.streamed(json -> {}),
                Response.outcome("ok"),
                Response.error(400, "x"),
                Response.badInput("x", "y"))) {
            assertThat(reply.headers()).isEqualTo(Map.of("Cache-Control", "no-store"));
        }
        assertThat(Response.redirect("/login").headers())
                .isEqualTo(Map.of("Cache-Control", "no-store", "Location", "/login"));
        assertThat(Response.text(200, "ok").headers())
                .isEqualTo(Map.of("Cache-Control", "no-store", "Content-Type", "text/html; charset=utf-8"));
    }

    @Test
    void replies_sayWhatTheyAreMadeFor() {
        assertReply(Response.noContent(), 204, "");
        assertReply(Response.json(JSON), 200, "[]\n");
        assertReply(Response.text(409, "already a member"), 409, "already a member");
        assertReply(Response.outcome("removed"), 200, "{\"status\":\"removed\"}\n");
        assertReply(Response.error(403, "no \"way\""), 403, "{\"error\":\"no \\\"way\\\"\"}\n");
        assertReply(Response.badInput("state", "é"), 400, "{\"error\":\"\\u00E9\",\"field\":\"state\"}\n");
        assertReply(Response.redirect("/login"), 302, "");
    }

    private static void assertReply(Response reply, int status, String body) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(HttpErrors.body(reply)).isEqualTo(body);
        assertThat(reply.length()).isEqualTo(OptionalInt.of(body.length()));
        assertThat(reply.hasBody()).isEqualTo(!body.isEmpty());
        assertThat(reply.isStream()).isFalse();
    }

    @Test
    void streamed_hasABodyOfUnknownLength() {
        Response reply = Response.streamed(json -> json.writeBoolean(true));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.length()).isEmpty();
        assertThat(reply.hasBody()).isTrue();
        assertThat(HttpErrors.body(reply)).isEqualTo("true\n");
    }

    @Test
    void eventStream_isNotKeptOnTheWay_andSaysNothingOfTheConnection() {
        assertThat(Response.eventStream().status()).isEqualTo(200);
        assertThat(Response.eventStream().headers())
                .isEqualTo(Map.of(
                        "Content-Type", "text/event-stream; charset=utf-8",
                        "Cache-Control", "no-cache, no-transform",
                        "X-Accel-Buffering", "no"));
    }

    @Test
    void with_addsOrReplacesAHeader_inAnotherReply() {
        Response reply = Response.error(429, "x");
        Response more = reply.with("Retry-After", "1").with("Cache-Control", "private");

        assertReply(more, 429, "{\"error\":\"x\"}\n");
        assertThat(more.headers()).isEqualTo(Map.of("Cache-Control", "private", "Retry-After", "1"));
        assertThat(reply.headers()).isEqualTo(Map.of("Cache-Control", "no-store"));
    }
}
