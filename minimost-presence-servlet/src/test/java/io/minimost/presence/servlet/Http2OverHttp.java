package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.host.HostEvent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/2 has no connection headers, and a slow request does not delay others. */
interface Http2OverHttp extends StreamFixture {
    private HttpRequest.Builder post(String path, BodyPublisher body) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + raw().port() + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .POST(body);
    }

    private static void assertAnswered(HttpResponse<String> response, int status) {
        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().map()).doesNotContainKeys("connection", "keep-alive", "transfer-encoding");
    }

    @ParameterizedTest
    @ValueSource(ints = {70_000, 3_000_000})
    default void longBody_isRejected_withoutWordsAboutTheConnection(int length) throws Exception {
        HttpRequest request = post("/presence", BodyPublishers.ofByteArray(new byte[length]))
                .header("X-User", "alice")
                .build();

        HttpResponse<String> response = Http2Upgrade.connect(raw().port()).send(request, BodyHandlers.ofString());

        assertAnswered(response, 413);
        assertThat(response.body()).isEqualTo("{\"error\":\"body is longer than 65536 bytes\"}\n");
    }

    @Test
    default void bodyThatDoesNotCome_isNotWaitedFor() {
        List<SlowHttp2Client> crowd = IntStream.range(0, 300)
                .mapToObj(i -> new SlowHttp2Client(raw().port(), "/calls/initiate", Map.of("content-length", "60000")))
                .toList();

        crowd.forEach(client -> {
            assertThat(client.answer()).isEqualTo("{\"error\":\"sign in first\"}\n");
            client.close();
        });
    }

    /** After 100 Continue, the JDK's client waits for ever, whatever the response. */
    @ParameterizedTest
    @ValueSource(strings = {"70000", "3000000"})
    default void longBodyThatWaitsForContinue_isRejected(String length) {
        Map<String, String> headers = Map.of("x-user", "alice", "content-length", length, "expect", "100-continue");
        try (SlowHttp2Client client = new SlowHttp2Client(raw().port(), "/presence", headers)) {
            assertThat(client.answer()).isEqualTo("{\"error\":\"body is longer than 65536 bytes\"}\n");
        }
    }

    @Test
    default void closedTab_isNoticedAtTheNextWrite() {
        for (int i = 0; i < 10; i++) {
            subscribe("alice", "?channel=general").close();
        }

        await().atMost(Duration.ofSeconds(20)).until(() -> {
            hub().publishTo("alice", HostEvent.of("news", "{}"));
            return hub().openConnections() == 0;
        });
    }
}
