package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests for streams that are rejected. */
interface StreamRefusalsOverHttp extends StreamFixture {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "dm:bob:alice",
                "private:01",
                "private:0",
                "dm:alice",
                "a%00b",
                "a%0Ab",
                "general&channel=private:x",
                "a:b"
            })
    default void stream_ofMalformedChannel_isBadInput(String channel) {
        as("alice").get("/events?channel=" + channel).badInput("channel");
    }

    @Test
    default void stream_ofChannelThatIsNoText_isBadInput() {
        as("alice").get("/events?channel=%FF").badInput("query");
        as("alice").get("/events?channel=general&after=%C3%28").badInput("query");
    }

    @Test
    default void stream_ofTooManyChannels_isBadInput() {
        String hundred = IntStream.range(0, 100).mapToObj(i -> "channel=c" + i).collect(Collectors.joining("&"));

        as("alice").get("/events?" + hundred + "&channel=c100").badInput("channel");
        try (EventSourceClient stream = subscribe("alice", "?" + hundred + "&channel=c1")) {
            assertThat(stream.status()).isEqualTo(200);
        }
    }

    @Test
    default void stream_withUnknownFlag_isBadInput() {
        as("alice").get("/events?facts=banana").badInput("facts");
        as("alice").get("/events?facts=TRUE").badInput("facts");
    }

    @Test
    default void stream_ofNobody_mustSignIn() {
        http().get("/events?channel=general").error(401);

        configure(builder -> builder.redirectAnonymousTo("/login"));
        assertThat(http().get("/events").hasStatus(302).header("Location").orElse(""))
                .endsWith("/login");
    }

    @Test
    default void stream_fromAnotherSite_isRejected() {
        raw().send("GET", "/events?channel=general", "Sec-Fetch-Site: cross-site")
                .error(403);
        raw().send("GET", "/events?channel=general", "Sec-Fetch-Site: same-site")
                .error(403);
        raw().send("GET", "/events", "Origin: https://other.example").error(403);
        raw().send("HEAD", "/events", "Origin: https://other.example").hasStatus(403);
        assertThat(hub().openConnections()).isZero();
    }

    @Test
    default void stream_fromOwnOrigin_isOpened() {
        int port = raw().port();
        for (Map<String, String> headers : List.of(
                Map.of("X-User", "alice", "Sec-Fetch-Site", "same-origin"),
                Map.of("X-User", "alice", "Origin", "http://localhost:" + port))) {
            try (EventSourceClient stream = EventSourceClient.open(port, "/events", headers)) {
                assertThat(stream.awaitSnapshot().status()).isEqualTo(200);
            }
        }
    }

    @Test
    default void stream_byPost_isNotAllowed() {
        assertThat(as("alice").post("/events").hasStatus(405).header("Allow")).contains("GET, HEAD, OPTIONS");
    }

    /** The second context of the test servers has the filter without support for async requests. */
    @Test
    default void stream_whereAsyncIsNotSupported_isUnavailable() {
        try (LogCapture log = new LogCapture()) {
            for (int i = 0; i < 3; i++) {
                assertThat(as("alice").get(TestServer.CONTEXT + "/events").error(503))
                        .isEqualTo("this server has no event streams");
            }
            as("alice").get(TestServer.CONTEXT + "/online_users").isJson("{}");

            assertThat(log.text().split("does not support async requests; call setAsyncSupported", -1))
                    .hasSize(2);
        }
        assertThat(hub().openConnections()).isZero();
    }
}
