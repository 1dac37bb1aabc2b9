package io.minimost.presence.servlet.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ResponseTest {
    private static final byte[] JSON = "[]\n".getBytes(StandardCharsets.US_ASCII);

    @Test
    void polled_isCachedByTheClientAlone_andHasATag() {
        Response response = Response.polled(JSON);

        assertResponse(response, 200, "[]\n");
        assertThat(response.headers()).isEqualTo(Map.of("Cache-Control", "private, no-cache", "ETag", ETag.of(JSON)));
    }

    @Test
    void polled_forAClientThatHasIt_hasTheHeadersAlone() {
        Response response = Response.polled(JSON).unless(Optional.of(ETag.of(JSON)));

        assertResponse(response, 304, "");
        assertThat(response.headers()).isEqualTo(Response.polled(JSON).headers());
    }

    @Test
    void polled_forAnyOtherClient_isWhole() {
        assertResponse(Response.polled(JSON).unless(Optional.empty()), 200, "[]\n");
        assertResponse(Response.polled(JSON).unless(Optional.of("\"other\"")), 200, "[]\n");
        assertResponse(Response.json(JSON).unless(Optional.of("*")), 200, "[]\n");
    }

    @Test
    void allOthers_areNeverStored() {
        for (Response response : List.of(
                Response.NO_CONTENT,
                Response.json(JSON),
                Response.streamed(json -> {}),
                Response.outcome("ok"),
                Response.error(400, "x"),
                Response.badInput("x", "y"))) {
            assertThat(response.headers()).isEqualTo(Map.of("Cache-Control", "no-store"));
        }
        assertThat(Response.redirect("/login").headers())
                .isEqualTo(Map.of("Cache-Control", "no-store", "Location", "/login"));
        assertThat(Response.text(200, "ok").headers())
                .isEqualTo(Map.of("Cache-Control", "no-store", "Content-Type", "text/html; charset=utf-8"));
    }

    @Test
    void responses_haveStatusAndBody() {
        assertResponse(Response.NO_CONTENT, 204, "");
        assertResponse(Response.json(JSON), 200, "[]\n");
        assertResponse(Response.json(json -> json.writeNumberField("id", 1)), 200, "{\"id\":1}\n");
        assertResponse(Response.text(409, "already a member"), 409, "already a member");
        assertResponse(Response.outcome("removed"), 200, "{\"status\":\"removed\"}\n");
        assertResponse(Response.error(403, "no \"way\""), 403, "{\"error\":\"no \\\"way\\\"\"}\n");
        assertResponse(Response.badInput("state", "é"), 400, "{\"error\":\"\\u00E9\",\"field\":\"state\"}\n");
        assertResponse(Response.redirect("/login"), 302, "");
    }

    private static void assertResponse(Response response, int status, String body) {
        assertThat(response.status()).isEqualTo(status);
        assertThat(HttpErrors.body(response)).isEqualTo(body);
        assertThat(response.length()).isEqualTo(OptionalInt.of(body.length()));
        assertThat(response.hasBody()).isEqualTo(!body.isEmpty());
        assertThat(response.isStream()).isFalse();
    }

    @Test
    void streamed_hasABodyOfUnknownLength() {
        Response response = Response.streamed(json -> json.writeBooleanField("on", true));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.length()).isEmpty();
        assertThat(response.hasBody()).isTrue();
        assertThat(HttpErrors.body(response)).isEqualTo("{\"on\":true}\n");
    }

    @Test
    void eventStream_isNotCachedByProxies_andHasNoConnectionHeader() {
        assertThat(Response.eventStream().status()).isEqualTo(200);
        assertThat(Response.eventStream().headers())
                .isEqualTo(Map.of(
                        "Content-Type", "text/event-stream; charset=utf-8",
                        "Cache-Control", "no-cache, no-transform",
                        "X-Accel-Buffering", "no"));
    }

    @Test
    void with_addsOrReplacesAHeader_inAnotherResponse() {
        Response response = Response.error(429, "x");
        Response more = response.with("Retry-After", "1").with("Cache-Control", "private");

        assertResponse(more, 429, "{\"error\":\"x\"}\n");
        assertThat(more.headers()).isEqualTo(Map.of("Cache-Control", "private", "Retry-After", "1"));
        assertThat(response.headers()).isEqualTo(Map.of("Cache-Control", "no-store"));
    }
}
