package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.channels.HistoryVisibility;
import io.minimost.presence.channels.PrivateChannel;
import io.minimost.presence.testing.PostgresNodes;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.MessageRef;
import io.minimost.presence.values.PresenceState;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Deletions on one node against guarded writes on both: what a host allowed before a deletion leaves nothing behind it. */
class PostgresGuardRacesTest {
    private static final int ROUNDS = 40;

    /** The columns that name a user, by table. */
    private static final Map<String, String> NAMES = new TreeMap<>(Map.of(
            "presence", "\"user\"",
            "typing", "\"user\"",
            "read_receipts", "reader",
            "mp_read_watermarks", "reader",
            "message_reactions", "reactor",
            "private_channel_members", "username"));

    @RegisterExtension
    final PostgresNodes nodes = new PostgresNodes(2);

    @Test
    void aDeletedUser_leavesNothing() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String user = "user" + round;
            PrivateChannel team = nodes.store(0).channels().create("Team", "alice", List.of());

            race(store -> store.deleteUser(user), (store, kind) -> {
                switch (kind) {
                    case 0 -> store.presence().update(user, PresenceState.ACTIVE);
                    case 1 -> store.typing().start(user, "general");
                    case 2 -> store.receipts().markRead("general", user, List.of(StoreFixture.START));
                    case 3 -> store.receipts().markReadUpTo("random", user, StoreFixture.START);
                    case 4 -> store.reactions().add(new MessageRef("general", StoreFixture.START), "rocket", user);
                    default -> store.channels().addMember(team.id(), "alice", user, HistoryVisibility.all());
                }
                return true;
            });

            NAMES.forEach((table, column) -> assertThat(
                            nodes.plain().column("SELECT 1 FROM " + table + " WHERE " + column + " = ?", user))
                    .as("rows of %s in %s", user, table)
                    .isEmpty());
        }
    }

    @Test
    void aDeletedChannel_leavesNothing() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String channel = "channel" + round;

            race(store -> store.deleteChannel(channel), (store, kind) -> {
                switch (kind) {
                    case 0, 1 -> store.typing().start("alice", channel);
                    case 2, 3 -> store.receipts().markRead(channel, "alice", List.of(StoreFixture.START));
                    case 4 -> store.reactions().add(new MessageRef(channel, StoreFixture.START), "rocket", "alice");
                    default -> store.screenShares().start(channel, "alice");
                }
                return true;
            });

            for (String table :
                    List.of("typing", "read_receipts", "mp_read_watermarks", "message_reactions", "screenshares")) {
                assertThat(nodes.plain().column("SELECT 1 FROM " + table + " WHERE channel = ?", channel))
                        .as("rows of %s in %s", channel, table)
                        .isEmpty();
            }
        }
    }

    @Test
    void aMemberWhoLeaves_leavesNothingLive() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            PrivateChannel team = nodes.store(0).channels().create("Team", "alice", List.of("bob", "carol"));
            ChannelId.Private id = team.id();
            String channel = id.text();
            String call = nodes.store(0)
                    .calls()
                    .initiate(channel, "alice")
                    .call()
                    .orElseThrow()
                    .id();
            nodes.store(0).calls().accept(call, "carol");

            race(store -> store.channels().leave(id, "bob"), (store, kind) -> {
                switch (kind) {
                    case 0, 1 -> store.typing().start("bob", channel);
                    case 2, 3 -> store.screenShares().start(channel, "bob");
                    case 4 -> store.calls().accept(call, "bob");
                    default -> store.calls().heartbeat(call, "bob");
                }
                return true;
            });

            assertThat(nodes.store(0).typing().typingUsers(channel)).isEmpty();
            assertThat(nodes.store(0).screenShares().active(channel)).isEmpty();
            assertThat(nodes.store(1).calls().find(call).orElseThrow().accepted())
                    .containsExactly("alice", "carol");
        }
    }

    /** One of the calls deletes; from then on, the host allows no more. What it allowed before is refused on both nodes. */
    private void race(Deletion deletion, BiFunction<PresenceStore, Integer, Boolean> write) throws Exception {
        List<DeletionGuard> early = List.of(DeletionGuard.of(nodes.store(0)), DeletionGuard.of(nodes.store(1)));
        AtomicInteger calls = new AtomicInteger();
        AtomicBoolean isDeleted = new AtomicBoolean();
        nodes.race(6, (store, random) -> {
            if (calls.incrementAndGet() == 40) {
                isDeleted.set(true);
                deletion.run(store);
                return true;
            }
            DeletionGuard guard = DeletionGuard.of(store);
            int kind = random.nextInt(6);
            if (!isDeleted.get()) {
                guard.unlessDeleted(() -> write.apply(store, kind));
            }
            return true;
        });
        for (int node = 0; node < 2; node++) {
            PresenceStore store = nodes.store(node);
            assertThat(early.get(node).unlessDeleted(() -> write.apply(store, 0)))
                    .as("a write that was allowed before the deletion, on node %d", node)
                    .isEmpty();
        }
    }

    private interface Deletion {
        void run(PresenceStore store);
    }
}
