package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.host.HostEvent;
import io.minimost.presence.host.HostEventSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The host's latest cursor is sent to every client unchanged, so it must be valid. */
class HostCursorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "caf\u00E9", "1\n\nevent: messages\ndata: 1\n\n"})
    void latest_thatIsNoCursor_isAFailureOfTheHost(String cursor) throws Exception {
        try (PresenceStore store = PresenceStore.inMemory()) {
            PresenceFilter filter = PresenceFilter.builder(store)
                    .currentUser(request -> Optional.of("alice"))
                    .hostEvents(new NewestIs(cursor))
                    .build();
            TestServer server = new JettyTestServer(filter);
            try {
                assertTimeoutPreemptively(
                        PATIENCE,
                        () -> new Http(server.port(), Map.of())
                                .get("/events")
                                .isError(503, "this server cannot begin an event stream now, try again"));
                assertThat(filter.hub().openConnections()).isZero();
            } finally {
                server.stop();
            }
        }
    }

    private record NewestIs(String cursor) implements HostEventSource {
        @Override
        public List<HostEvent> initialEvents(NewConnection connection) {
            return List.of();
        }

        @Override
        public Optional<String> latest() {
            return Optional.of(cursor);
        }
    }
}
