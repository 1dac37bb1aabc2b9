package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.minimost.presence.presence.PresenceOverride;
import io.minimost.presence.reactions.ToggleResult;
import io.minimost.presence.testing.BreakingSockets;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.testing.TwoNodes;
import io.minimost.presence.values.MessageRef;
import io.minimost.presence.values.PresenceState;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

/** An error breaks a call off within the driver: the next call must not receive the answer to this one. */
class PostgresErrorTest {
    @RegisterExtension
    final TwoNodes nodes = new TwoNodes();

    private PresenceStore store;

    @BeforeEach
    void open() {
        PGSimpleDataSource source = nodes.dataSource();
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

    private static void assertBrokenOff(Runnable call) {
        BreakingSockets.breakNextRead();
        assertThat(catchThrowable(call::run)).isInstanceOf(StackOverflowError.class);
        assertThat(BreakingSockets.isPending()).isFalse();
    }
}
