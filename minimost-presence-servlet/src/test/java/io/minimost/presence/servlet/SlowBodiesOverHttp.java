package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.limits.Rate;
import io.minimost.presence.limits.RateLimit;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that announce a body and do not send it. The containers of these tests have 200 threads. */
interface SlowBodiesOverHttp extends HttpFixture {
    int CROWD = 300;
    String ALICE = "X-User: alice\r\n";
    String JSON = "Content-Type: application/json\r\n";
    String LONG = "Content-Length: 60000\r\n";
    String CHUNKED = "Transfer-Encoding: chunked\r\n";

    private SlowClient slow(String requestLine, String headers) {
        return new SlowClient(raw().port(), requestLine, headers, headers.contains(CHUNKED) ? "9\r\n{" : "{");
    }

    private List<SlowClient> crowd(String requestLine, IntFunction<String> headers) {
        return IntStream.range(0, CROWD)
                .mapToObj(i -> slow(requestLine, headers.apply(i)))
                .toList();
    }

    private static void awaitAnswers(List<SlowClient> clients, int count) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> clients.stream().filter(SlowClient::hasAnswer).count() == count);
    }

    private void assertOthersAreServed() {
        http().get("/some/page").hasStatus(200);
        as("zoe").get("/online_users").hasStatus(200);
        http().get("/online_users").error(401);
    }

    @ParameterizedTest
    @CsvSource({
        "POST /presence, '', 204",
        "POST /typing/general, '', 204",
        "POST /presence/override, '', 204",
        "DELETE /typing/general, '', 204",
        "GET /typing/general, '', 200",
        "GET /online_users, '', 401",
        "POST /calls/initiate, '', 401",
        "POST /calls/x/media, '', 401",
        "POST /react/1, '', 401",
        "GET /events, '', 401",
        "POST /presence, 'Sec-Fetch-Site: cross-site', 403",
        "PUT /presence, '', 405",
        "BREW /presence, '', 405",
        "OPTIONS /presence, '', 204",
        "POST /presence;x, '', 400",
        "POST /typing/general, 'X-User: alice', 204",
        "POST /typing/private:9, 'X-User: alice', 403",
        "POST /calls/x/media, 'X-User: alice\r\nContent-Length: 2000000', 413",
        "POST /private_channels/0/rename, 'X-User: alice', 404",
        "POST /presence, 'X-User: a:b', 403",
        "HEAD /online_users, 'X-User: alice', 200",
        "GET /online_users, 'X-User: alice', 200"
    })
    default void whatNeedsNoBody_isAnsweredWithoutIt(String requestLine, String header, int status) {
        String more = header.isEmpty() ? "" : header.replace("\\r\\n", "\r\n") + "\r\n";
        List<String> lengths = more.contains("Content-Length") ? List.of("") : List.of(LONG, CHUNKED);
        for (String length : lengths) {
            for (String expect : List.of("", "Expect: 100-continue\r\n")) {
                try (SlowClient client = slow(requestLine, JSON + more + length + expect)) {
                    String head = client.head();
                    // Some containers send 100 Continue before they call the filter.
                    if (head.startsWith("HTTP/1.1 100")) {
                        head = client.head();
                    }
                    assertThat(head)
                            .startsWith("HTTP/1.1 " + status + " ")
                            .containsIgnoringCase("\r\nConnection: close\r\n");
                }
            }
        }
        assertThat(changes().all().size()).isLessThanOrEqualTo(requestLine.contains("typing") ? 4 : 0);
    }

    @Test
    default void userBeyondTheirRate_isRejectedWithoutTheirBody() {
        configure(builder -> builder.limits(Limits.defaults().withRate(RateLimit.PRESENCE, new Rate(0.01, 1))));
        as("alice").postJson("/presence", "{\"state\":\"idle\"}").isNoContent();

        try (SlowClient client = slow("POST /presence", ALICE + JSON + LONG)) {
            assertThat(client.head()).startsWith("HTTP/1.1 429 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /presence", "POST /calls/initiate", "OPTIONS /presence", "POST /presence;x"})
    default void crowdOfStrangers_blocksNobody(String requestLine) {
        List<SlowClient> crowd = crowd(requestLine, i -> JSON + (i % 2 == 0 ? LONG : CHUNKED));

        // Each of them, although all of them stay open.
        awaitAnswers(crowd, CROWD);
        assertOthersAreServed();
        as("zoe").postJson("/presence", "{\"state\":\"idle\"}").isNoContent();
        crowd.forEach(SlowClient::close);
    }

    @Test
    default void crowdOfOneUser_stopsNobody() {
        configure(builder -> builder.limits(Limits.defaults().withRate(RateLimit.PRESENCE, Rate.UNLIMITED)));
        List<SlowClient> crowd = crowd("POST /presence", i -> ALICE + JSON + (i % 2 == 0 ? LONG : CHUNKED));

        awaitAnswers(crowd, CROWD - Limits.defaults().bodies().waitingOfUser());
        assertOthersAreServed();
        as("zoe").postJson("/presence", "{\"state\":\"idle\"}").isNoContent();
        crowd.stream()
                .filter(SlowClient::hasAnswer)
                .forEach(client -> assertThat(client.head())
                        .startsWith("HTTP/1.1 429 ")
                        .contains("\r\nRetry-After: 1\r\n")
                        .containsIgnoringCase("\r\nConnection: close\r\n"));
        crowd.forEach(SlowClient::close);
        // Their slots are free again.
        await().until(() -> post("alice").status() == 204);
    }

    @Test
    default void crowdOfManyUsers_stopsNobody() {
        List<SlowClient> crowd = crowd("POST /presence", i -> "X-User: user" + i + "\r\n" + JSON + LONG);

        awaitAnswers(crowd, CROWD - Limits.defaults().bodies().waitingOfAll());
        assertOthersAreServed();
        // A body that arrives with its request needs no slot.
        assertThat(wholeRequest("zoe")).startsWith("HTTP/1.1 204 ");
        crowd.forEach(SlowClient::close);
    }

    private String wholeRequest(String user) {
        return raw().sendParts("POST /presence HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-User: " + user + "\r\n"
                + JSON + "Content-Length: 16\r\n\r\n{\"state\":\"idle\"}");
    }

    private ClientResponse post(String user) {
        return as(user).postJson("/presence", "{\"state\":\"idle\"}");
    }

    @Test
    default void bodyOfAUser_isWaitedFor() {
        try (SlowClient client = slow("POST /presence", ALICE + JSON + "Content-Length: 16\r\n")) {
            as("bob").postJson("/presence", "{\"state\":\"idle\"}").isNoContent();
            elapse(Duration.ofSeconds(4));
            client.send("\"state\":");
            as("bob").postJson("/presence", "{\"state\":\"idle\"}").isNoContent();
            client.send("\"idle\"}");

            assertThat(client.head()).startsWith("HTTP/1.1 204 ").doesNotContainIgnoringCase("Connection: close");
        }
    }

    /** Too slow, or too late although it may be slow. */
    @ParameterizedTest
    @CsvSource({"PT1H, 1024, PT6S", "PT30S, 0, PT31S"})
    default void bodyThatComesTooSlowly_isGivenUp(Duration deadline, int bytesPerSecond, Duration silence) {
        configure(builder -> builder.limits(Limits.defaults().withBodyPace(deadline, bytesPerSecond)));
        for (String length : List.of(LONG, CHUNKED)) {
            String byByte = length.equals(LONG) ? "x" : "1\r\nx\r\n";
            try (SlowClient client = new SlowClient(raw().port(), "POST /presence", ALICE + JSON + length, byByte)) {
                await().until(() -> {
                    elapse(silence);
                    client.send(byByte);
                    return client.hasAnswer();
                });

                assertThat(client.head()).startsWith("HTTP/1.1 408 ").containsIgnoringCase("\r\nConnection: close\r\n");
                assertThat(client.rest()).isEqualTo("{\"error\":\"body comes too slowly\"}\n");
            }
        }
        assertThat(changes()).isEmpty();
    }
}
