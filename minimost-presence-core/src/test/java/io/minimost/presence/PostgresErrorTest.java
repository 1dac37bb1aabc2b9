package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.events.PresenceEvent.TypingChangedElsewhere;
import io.minimost.presence.presence.PresenceOverride;
import io.minimost.presence.reactions.ToggleResult;
import io.minimost.presence.testing.BreakingSockets;
import io.minimost.presence.testing.PlainConnection;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.testing.TwoNodes;
import io.minimost.presence.values.MessageRef;
import io.minimost.presence.values.PresenceState;
import java.sql.SQLException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

/** An error breaks a call off within the driver: the next call must not receive the answer to this one, and threads go on. */
class PostgresErrorTest {
    @RegisterExtension
    final TwoNodes nodes = new TwoNodes();

    private PGSimpleDataSource source;
    private PresenceStore store;

    @BeforeEach
    void open() {
        source = nodes.dataSource();
        source.setSocketFactory(BreakingSockets.class.getName());
        store = nodes.open(builder -> builder.postgres(source).readers(1).manualSweeps());
        store.presence().setOverride("alice", PresenceOverride.IDLE);
        store.presence().setOverride("bob", PresenceOverride.ACTIVE);
    }

    @Test
    void read() {
        assertThat(store.presence().override("alice")).contains(PresenceOverride.IDLE);

        assertBrokenOff(() -> store.presence().override("alice"));

        assertThat(store.presence().override("bob")).contains(PresenceOverride.ACTIVE);
        assertThat(store.presence().override("carol")).isEmpty();
    }

    @Test
    void write() {
        MessageRef message = new MessageRef("general", StoreFixture.START);
        store.reactions().add(message, "rocket", "alice");

        assertBrokenOff(() -> store.reactions().add(message, "rocket", "bob"));

        assertThat(store.reactions().add(message, "rocket", "alice")).isEqualTo(ToggleResult.UNCHANGED);
        assertThat(store.reactions().add(message, "zebra", "alice")).isEqualTo(ToggleResult.ADDED);
        assertThat(store.reactions().remove(message, "zebra", "bob")).isEqualTo(ToggleResult.UNCHANGED);
    }

    @Test
    void writeForManyCallers() {
        store.presence().update("carol", PresenceState.ACTIVE);

        assertBrokenOff(() -> store.receipts().markRead("general", "carol", List.of(StoreFixture.START)));

        assertThat(store.receipts().markRead("random", "carol", List.of(StoreFixture.START)))
                .isEqualTo(1);
        assertThat(store.receipts().markRead("random", "carol", List.of(StoreFixture.START)))
                .isZero();
    }

    @Test
    void threadThatSendsNews_goesOn() {
        PresenceStore sending = nodes.open(builder -> builder.postgres(source));
        Queue<String> heard = new ConcurrentLinkedQueue<>();
        nodes.b().events().on(TypingChangedElsewhere.class, typing -> heard.add(typing.channel()));

        BreakingSockets.breakNextRead("minimost-presence-news");
        sending.typing().start("alice", "first");
        await().until(() -> !BreakingSockets.isPending());
        sending.typing().start("alice", "second");

        await().until(() -> heard.containsAll(List.of("first", "second")));
    }

    @Test
    void threadThatReceivesNotifications_listensAgain() throws SQLException {
        try (PlainConnection plain = PlainConnection.on(nodes.dataSource().getConnection())) {
            String listening = "SELECT pid FROM pg_stat_activity WHERE query LIKE 'LISTEN %'";
            List<String> others = plain.column(listening);
            nodes.open(builder -> builder.postgres(source));
            await().until(() -> plain.column(listening).size() == others.size() + 1);
            List<String> before = plain.column(listening);

            BreakingSockets.breakNextRead("minimost-presence-notifications");

            await().until(() -> !before.containsAll(plain.column(listening)));
        }
    }

    @Test
    void threadThatLooksForNews_goesOn() {
        nodes.open(builder -> builder.postgres(source).withoutPostgresNotifications());
        BreakingSockets.breakNextRead("minimost-presence-poll");
        await().until(() -> !BreakingSockets.isPending());

        BreakingSockets.breakNextRead("minimost-presence-poll");
        await().until(() -> !BreakingSockets.isPending());
    }

    private static void assertBrokenOff(Runnable call) {
        BreakingSockets.breakNextRead(Thread.currentThread().getName());
        assertThat(catchThrowable(call::run)).isInstanceOf(StackOverflowError.class);
        assertThat(BreakingSockets.isPending()).isFalse();
    }
}
