package io.minimost.examples.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import io.minimost.presence.host.HostEvent;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What clients see when the hub is shut down, or the server stops. */
class ShutdownTest extends SocketTest {
    private static final String QUERY = "&channel=general";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final List<String> MARKS =
            IntStream.range(0, 50).mapToObj(String::valueOf).toList();

    @Test
    void hubThatIsShutDown_endsConnectionsAfterWhatWasSent() {
        try (SocketClient late = connect("bob", QUERY);
                SocketClient alice = connect("alice", QUERY)) {
            late.pause();
            publishMarks(alice);

            hub().shutdown();

            assertThat(hub().openConnections()).isZero();
            assertEndsAfterTheMarks(alice);
            late.read();
            assertEndsAfterTheMarks(late);
        }
    }

    @Test
    void hubThatIsShutDown_refusesConnections_untilItIsStarted() {
        hub().shutdown();

        try (SocketClient refused = SocketClient.reading(address("alice", QUERY))) {
            assertThat(refused.awaitEnd()).isEqualTo("1013 SHUT_DOWN");
            assertThat(refused.frames()).isEmpty();
        }
        assertThat(hub().openConnections()).isZero();

        hub().start();
        try (SocketClient alice = connect("alice", QUERY)) {
            publishMarks(alice);
            assertThat(alice.data("mark")).isEqualTo(MARKS);
        }
    }

    @Test
    void serverThatStops_doesNotWaitForAStuckClient() {
        URI address = address("bob", QUERY);
        try (SocketClient bob = connectStuck("bob", QUERY);
                SocketClient alice = connect("alice", QUERY)) {
            publishMarks(alice);

            assertTimeoutPreemptively(PATIENCE, this::stopServer);

            assertThat(hub().openConnections()).isZero();
            assertEndsAfterTheMarks(alice);
            bob.read();
            bob.awaitEnd();
            assertThat(bob.events("filling")).as("broken off").isEmpty();
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> SocketClient.reading(address))
                    .withCauseInstanceOf(ConnectException.class);
        }
    }

    /** Publishes all marks, and returns when {@code reader} has them. */
    private void publishMarks(SocketClient reader) {
        MARKS.forEach(
                mark -> hub().publish(HostEvent.in("general", "mark", mark).withCursor(mark)));
        reader.awaitEvent("mark", MARKS.get(MARKS.size() - 1));
    }

    private static void assertEndsAfterTheMarks(SocketClient client) {
        assertThat(client.awaitEnd()).isEqualTo("1001 SHUTDOWN");
        assertThat(client.data("mark")).isEqualTo(MARKS);
        List<JsonNode> frames = client.frames();
        assertThat(frames.get(frames.size() - 1).path("retry").asInt()).isBetween(3000, 6000);
    }
}
