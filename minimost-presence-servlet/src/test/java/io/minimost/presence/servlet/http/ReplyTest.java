package io.minimost.presence.servlet.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ReplyTest {
    private static final byte[] JSON = "[]\n".getBytes(StandardCharsets.US_ASCII);

    @Test
    void polled_isKeptByTheClientAlone_andNamedByItsTag() {
        Reply reply = Reply.polled(JSON);

        assertReply(reply, 200, "[]\n");
        assertThat(reply.headers()).isEqualTo(Map.of("Cache-Control", "private, no-cache", "ETag", EntityTag.of(JSON)));
    }

    @Test
    void notModified_hasTheHeadersAlone() {
        Reply reply = Reply.polled(JSON).notModified();

        assertReply(reply, 304, "");
        assertThat(reply.headers()).isEqualTo(Reply.polled(JSON).headers());
    }

    @Test
    void allOthers_areNeverStored() {
        for (Reply reply : List.of(
                Reply.noContent(),
                Reply.json(JSON),
                Reply.streamed(json -> {}),
                Reply.outcome("ok"),
                Reply.error(400, "x"),
                Reply.badInput("x", "y"))) {
            assertThat(reply.headers()).isEqualTo(Map.of("Cache-Control", "no-store"));
        }
        assertThat(Reply.redirect("/login").headers())
                .isEqualTo(Map.of("Cache-Control", "no-store", "Location", "/login"));
        assertThat(Reply.text(200, "ok").headers())
                .isEqualTo(Map.of("Cache-Control", "no-store", "Content-Type", "text/html; charset=utf-8"));
    }

    @Test
    void replies_sayWhatTheyAreMadeFor() {
        assertReply(Reply.noContent(), 204, "");
        assertReply(Reply.json(JSON), 200, "[]\n");
        assertReply(Reply.text(409, "already a member"), 409, "already a member");
        assertReply(Reply.outcome("removed"), 200, "{\"status\":\"removed\"}\n");
        assertReply(Reply.error(403, "no \"way\""), 403, "{\"error\":\"no \\\"way\\\"\"}\n");
        assertReply(Reply.badInput("state", "é"), 400, "{\"error\":\"\\u00E9\",\"field\":\"state\"}\n");
        assertReply(Reply.redirect("/login"), 302, "");
    }

    private static void assertReply(Reply reply, int status, String body) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(Refused.body(reply)).isEqualTo(body);
        assertThat(reply.length()).isEqualTo(OptionalInt.of(body.length()));
        assertThat(reply.hasBody()).isEqualTo(!body.isEmpty());
        assertThat(reply.isStream()).isFalse();
    }

    @Test
    void streamed_hasABodyOfUnknownLength() {
        Reply reply = Reply.streamed(json -> json.writeBoolean(true));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.length()).isEmpty();
        assertThat(reply.hasBody()).isTrue();
        assertThat(Refused.body(reply)).isEqualTo("true\n");
    }

    @Test
    void eventStream_isNotKeptOnTheWay_andSaysNothingOfTheConnection() {
        assertThat(Reply.eventStream().status()).isEqualTo(200);
        assertThat(Reply.eventStream().headers())
                .isEqualTo(Map.of(
                        "Content-Type", "text/event-stream; charset=utf-8",
                        "Cache-Control", "no-cache, no-transform",
                        "X-Accel-Buffering", "no"));
    }

    @Test
    void with_addsOrReplacesAHeader_inAnotherReply() {
        Reply reply = Reply.error(429, "x");
        Reply more = reply.with("Retry-After", "1").with("Cache-Control", "private");

        assertReply(more, 429, "{\"error\":\"x\"}\n");
        assertThat(more.headers()).isEqualTo(Map.of("Cache-Control", "private", "Retry-After", "1"));
        assertThat(reply.headers()).isEqualTo(Map.of("Cache-Control", "no-store"));
    }
}
