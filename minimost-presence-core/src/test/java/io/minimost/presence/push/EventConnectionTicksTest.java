package io.minimost.presence.push;

import static io.minimost.presence.push.TestConnections.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.events.FactPosition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a connection does as time passes. */
class EventConnectionTicksTest {
    private static final EventFrame POSITION =
            EventFrame.position(new EventId(new FactPosition("0123456789abcdef", 42), Optional.empty()));

    private final TestConnections connections = new TestConnections();
    private final EventConnection connection = connections.connect("alice");

    @Test
    void tick_beforeAnythingIsDue_doesNothing() {
        connections.elapse(ConnectionTimers.KEEP_ALIVE_AFTER.minusNanos(1));
        assertThat(connection.isDue()).isFalse();

        connection.tick(POSITION);

        assertThat(connections.finishAndRead(connection)).containsExactly("retry: 3000");
    }

    @Test
    void tick_ofASilentConnection_sendsThePosition() {
        connections.elapse(ConnectionTimers.KEEP_ALIVE_AFTER);
        assertThat(connection.isDue()).isTrue();

        connection.tick(POSITION);

        assertThat(connections.finishAndRead(connection)).containsExactly("id: 0123456789abcdef-42", "retry: 3000");
    }

    @Test
    void isDue_afterAWrite_isFalse() {
        connection.setInitialEvents(List.of(event("first")), 0);
        connections.open(connection);
        connections.elapse(ConnectionTimers.KEEP_ALIVE_AFTER.minusNanos(1));
        connection.offer(event("a"));

        connections.elapse(Duration.ofNanos(1));

        assertThat(connection.isDue()).isFalse();
    }

    @Test
    void tick_ofAnExpiredConnection_endsIt() {
        connections.elapse(Duration.ofMinutes(6));
        assertThat(connection.isDue()).isTrue();

        connection.tick(POSITION);
        connection.offer(event("a"));

        assertThat(connection.isClosed()).isFalse();
        assertThat(connections.openAndRead(connection)).containsExactly("retry: 3000");
    }

    @Test
    void tick_ofAConnectionWhoseClientReadsNothing_closesIt() {
        connection.offer(event("a"));
        connections.elapse(ConnectionTimers.STUCK_AFTER.minusNanos(1));
        connection.tick(POSITION);
        assertThat(connection.isClosed()).isFalse();

        connections.elapse(Duration.ofNanos(1));
        connection.tick(POSITION);

        assertThat(connection.isClosed()).isTrue();
        assertThat(connections.closed()).containsExactly(connection);
    }

    /** It would wait for a client that takes nothing. */
    @Test
    void tick_ofAnExpiredConnectionWhoseClientReadsNothing_closesIt() {
        connection.offer(event("a"));
        connections.elapse(Duration.ofMinutes(6));

        connection.tick(POSITION);

        assertThat(connections.closed()).containsExactly(connection);
    }

    @Test
    void tick_ofAConnectionWithNothingToSend_doesNotCloseIt() {
        connections.elapse(ConnectionTimers.STUCK_AFTER);

        connection.tick(POSITION);

        assertThat(connection.isClosed()).isFalse();
        assertThat(connections.finishAndRead(connection)).containsExactly("id: 0123456789abcdef-42", "retry: 3000");
    }
}
