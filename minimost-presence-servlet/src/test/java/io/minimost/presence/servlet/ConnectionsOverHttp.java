package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.media.MediaLimits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happens to a connection whose request was rejected before its body was read. */
interface ConnectionsOverHttp extends HttpFixture {
    String NEXT = "GET /online_users HTTP/1.1\r\nHost: x\r\nX-User: alice\r\nConnection: close\r\n\r\n";

    private static String rejected(String length, String more) {
        return "POST /presence HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nSec-Fetch-Site: cross-site\r\n"
                + length + "\r\n" + more + "\r\n";
    }

    @Test
    default void bodyThatCameWithARejectedRequest_leavesTheConnectionOpen() {
        for (int i = 0; i < 10; i++) {
            String responses = raw().sendParts(rejected("Content-Length: 16", "") + "{\"state\":\"idle\"}", NEXT);

            assertThat(responses)
                    .startsWith("HTTP/1.1 403 ")
                    .contains("HTTP/1.1 200 ")
                    .endsWith("{}\n");
        }
    }

    /** The server does not wait for it, so it cannot know where the next request would begin. */
    @ParameterizedTest
    @CsvSource({"Content-Length: 16, '{\"state\":\"idle\"}'", "Transfer-Encoding: chunked, '1\r\n{\r\n0\r\n\r\n'"})
    default void bodyThatComesAfterTheRejection_endsTheConnection_whoseAnswerArrivesWhole(String length, String body) {
        String headers = "Content-Type: application/json\r\nSec-Fetch-Site: cross-site\r\n" + length + "\r\n";
        try (SlowClient client = new SlowClient(raw().port(), "POST /presence", headers, "")) {
            String head = client.head();
            client.send(body);

            assertThat(head).startsWith("HTTP/1.1 403 ").containsIgnoringCase("\r\nConnection: close\r\n");
            assertThat(client.rest()).startsWith("{\"error\":").endsWith("}\n");
        }
    }

    @Test
    default void bodyThatWaitsForContinue_isNotWaitedFor() {
        String response =
                raw().sendParts(rejected("Content-Length: 16", "Expect: 100-continue\r\nConnection: close\r\n"));

        // Some containers send 100 Continue before they call the filter.
        assertThat(response).contains("HTTP/1.1 403 ");
    }

    @Test
    default void longBodyOfARejectedRequest_isNotReadToItsEnd() {
        String chunk = "40000000\r\n" + "x".repeat(3_000_000);

        for (String head : List.of(
                raw().head(rejected("Content-Length: 1000000000", "")),
                raw().head(rejected("Transfer-Encoding: chunked", ""), chunk))) {
            assertThat(head).startsWith("HTTP/1.1 403 ").containsIgnoringCase("\r\nConnection: close\r\n");
        }
    }

    @Test
    default void requestThatWasReadToItsEnd_leavesTheConnectionOpen() {
        assertThat(as("alice").get("/online_users").header("Connection")).isEmpty();
        assertThat(as("alice").postJson("/presence", "{\"state\":\"idle\"}").header("Connection"))
                .isEmpty();
        assertThat(as("alice")
                        .postBytes("/calls/none/media", new byte[MediaLimits.DEFAULT.maxChunkBytes()])
                        .header("Connection"))
                .isEmpty();
    }
}
