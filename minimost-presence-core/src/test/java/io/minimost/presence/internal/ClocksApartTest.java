package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.calls.CallState;
import io.minimost.presence.events.FactFilter;
import io.minimost.presence.events.FactPosition;
import io.minimost.presence.events.Facts;
import io.minimost.presence.events.PresenceEvent.CallEnded;
import io.minimost.presence.events.PresenceEvent.PresenceChanged;
import io.minimost.presence.events.PresenceEvent.TypingStopped;
import io.minimost.presence.testing.PlainConnection;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.testing.TwoNodes;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.PresenceState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nodes on machines whose own clocks are far apart. */
class ClocksApartTest {
    private static final Duration APART = Duration.ofSeconds(10);
    private static final ChannelId DIRECT = ChannelId.direct("alice", "bob");

    @RegisterExtension
    final TwoNodes nodes = new TwoNodes();

    private final List<Object> ended = Collections.synchronizedList(new ArrayList<>());
    private PlainConnection plain;
    private List<PresenceStore> stores;

    @BeforeEach
    void open() throws Exception {
        plain = PlainConnection.on(nodes.dataSource().getConnection());
        stores = List.of(node(Duration.ZERO), node(APART), node(APART.negated()));
    }

    @AfterEach
    void disconnect() {
        plain.close();
    }

    private PresenceStore node(Duration ownClock) {
        PostgresClock clock = new PostgresClock(this::timeOfDatabase, () -> System.nanoTime() + ownClock.toNanos());
        // A store that believed a wrong clock would think that others have stopped typing.
        PresenceStore store = nodes.open(builder ->
                builder.clock(clock).typingWindow(APART.minusSeconds(1)).manualSweeps());
        store.events().on(TypingStopped.class, ended::add);
        store.events().on(CallEnded.class, ended::add);
        store.events().on(PresenceChanged.class, event -> {
            if (event.after().isEmpty()) {
                ended.add(event);
            }
        });
        return store;
    }

    private double timeOfDatabase() {
        return Double.parseDouble(plain.text("SELECT extract(epoch FROM clock_timestamp())"));
    }

    @Test
    void nodesWithClocksApart_behaveAsOne() {
        double began = timeOfDatabase();
        FactPosition start = stores.get(0).events().latest();
        String call = stores.get(0)
                .calls()
                .initiate(DIRECT, "alice")
                .call()
                .orElseThrow()
                .id();
        stores.get(1).calls().accept(call, "bob");
        for (int i = 0; i < stores.size(); i++) {
            stores.get(i).typing().start("user" + i, "general");
            stores.get(i).presence().update("user" + i, PresenceState.ACTIVE);
            stores.get(i).receipts().markReadUpTo("general", "user" + i, StoreFixture.START);
        }
        stores.forEach(PresenceStore::sweep);
        stores.forEach(StoreFixture::awaitDelivered);

        assertThat(ended).isEmpty();
        for (PresenceStore store : stores) {
            assertThat(store.typing().typingUsers("general")).containsExactlyInAnyOrder("user0", "user1", "user2");
            assertThat(store.presence().recentStates()).containsOnlyKeys("user0", "user1", "user2");
            assertThat(store.calls().find(call).orElseThrow().state()).isEqualTo(CallState.ACTIVE);
        }
        Facts.Page page = (Facts.Page) stores.get(2).events().since(start, FactFilter.everything());
        assertThat(page.facts())
                .hasSizeGreaterThan(5)
                .extracting(fact -> EpochSeconds.of(fact.at()))
                .allMatch(at -> at > began - 5 && at < timeOfDatabase() + 5);
    }
}
