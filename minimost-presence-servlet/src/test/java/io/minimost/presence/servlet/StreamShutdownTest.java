package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.minimost.presence.PresenceStore;
import jakarta.servlet.Filter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that stops does not wait for its streams to end by themselves. */
class StreamShutdownTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @FunctionalInterface
    private interface Container {
        TestServer start(Filter filter) throws Exception;
    }

    @Test
    void jetty_stopsWithOpenStreams() throws Exception {
        stopWithOpenStreams(JettyTestServer::new);
    }

    @Test
    void tomcat_stopsWithOpenStreams(@TempDir Path base) throws Exception {
        stopWithOpenStreams(filter -> new TomcatTestServer(filter, base));
    }

    private static void stopWithOpenStreams(Container container) throws Exception {
        try (PresenceStore store = PresenceStore.inMemory()) {
            PresenceFilter filter = PresenceFilter.builder(store)
                    .currentUser(request -> Optional.ofNullable(request.getHeader("X-User")))
                    .publicChannels("general")
                    .build();
            TestServer server = container.start(filter);
            try (EventSourceClient alice = open(server, "alice");
                    EventSourceClient bob = open(server, "bob")) {
                assertTimeoutPreemptively(PATIENCE, server::stop);

                alice.awaitEnd();
                bob.awaitEnd();
            }
            assertThat(filter.streams().users()).isEmpty();
        }
    }

    private static EventSourceClient open(TestServer server, String user) {
        return EventSourceClient.open(server.port(), "/events?channel=general", Map.of("X-User", user))
                .awaitBeginning();
    }
}
