package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.events.FactFilter;
import io.minimost.presence.events.FactPosition;
import io.minimost.presence.events.Facts;
import io.minimost.presence.signaling.SignalType;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.MessageRef;
import io.minimost.presence.values.PresenceState;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams also send changes that another process makes to the file. */
interface StreamNeighboursOverHttp extends StreamFixture, CallFixture {
    /** Serves the file with a store that polls for changes of others by itself. */
    private Path useFile(Path directory) {
        Path file = directory.resolve("presence.db");
        use(PresenceStore.open(file));
        return file;
    }

    @Test
    default void changesOfAnotherStore_areSent(@TempDir Path directory) {
        Path file = useFile(directory);
        MessageRef message = new MessageRef("general", Instant.now());
        FactPosition start = store().events().latest();
        try (PresenceStore other = PresenceStore.open(file);
                EventSourceClient bob = subscribe("bob", "?channel=general");
                EventSourceClient facts = subscribe("bob", "?channel=general&facts=true")) {
            other.typing().start("alice", "general");
            bob.awaitLast("typing", "[\"alice\"]").awaitLast("changed_elsewhere", "{}");
            facts.awaitLast("typing", "[\"alice\"]").awaitLast("changed_elsewhere", "{}");

            other.presence().update("alice", PresenceState.ACTIVE);
            bob.awaitLast("online_users", "{\"alice\":\"active\"}");

            other.reactions().toggle(message, "rocket", "alice");
            bob.awaitEvent("reactions", data -> data.path("reactions").has("rocket"));
            other.receipts().markRead("general", "alice", List.of(message.at()));
            bob.awaitEvent("read_receipts", data -> data.has("alice"));
            other.channels().create("Team", "alice", List.of("bob"));
            bob.awaitEvent("private_channels", data -> data.size() == 1);

            String call =
                    other.calls().initiate(DM, "alice").call().orElseThrow().id();
            bob.awaitEvent("incoming_calls", data -> data.size() == 1);
            store().calls().accept(call, "bob");
            other.calls().signals().send(call, "alice", "bob", SignalType.OFFER, "1");
            bob.awaitEvent("signals", data -> data.path("session").asText().equals(call));
            assertThat(bob.events("signals")).hasSize(1);
            other.calls().end(call, "alice");
            bob.awaitEvent("call_state", data -> data.path("state").asText().equals("ended"));

            List<String> all = ((Facts.Page) store().events().since(start, FactFilter.reader("bob", Set.of("general"))))
                    .facts().stream().map(fact -> fact.token().text()).toList();
            facts.awaitLast(
                    "fact",
                    facts.awaitEvent("fact", data -> data.path("kind").asText().equals("call_left"))
                            .data());
            assertThat(facts.events("fact")).extracting(EventParser.Event::id).isEqualTo(all);
        }
    }

    @Test
    default void memberWhoIsRemovedByAnotherStore_receivesNothingMore(@TempDir Path directory) {
        Path file = useFile(directory);
        store().channels().create("Team", "alice", List.of("bob", "carol"));
        try (PresenceStore other = PresenceStore.open(file);
                EventSourceClient bob = subscribe("bob", "?channel=private:1");
                EventSourceClient carol = subscribe("carol", "?channel=private:1")) {
            other.channels().remove(new ChannelId.Private(1), "alice", "bob");
            bob.awaitLast("private_channels", "[]");

            store().typing().start("alice", "private:1");

            carol.awaitLast("typing", "[\"alice\"]");
            assertThat(settle("bob", bob).data("typing")).containsExactly("[]");
        }
    }

    /** MiniMost writes no facts, so all shown values are read again. */
    @Test
    default void changesByMiniMost_areSent(@TempDir Path directory) throws SQLException {
        Path file = useFile(directory);
        store().channels().create("Team", "alice", List.of("bob", "carol"));
        double now = Instant.now().getEpochSecond();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement python = connection.createStatement();
                EventSourceClient bob = subscribe("bob", "?channel=general&channel=" + DM + "&channel=private:1");
                EventSourceClient carol = subscribe("carol", "?channel=private:1")) {
            python.execute("INSERT OR REPLACE INTO typing (user, channel, ts) VALUES ('alice', 'general', " + (long) now
                    + ")");
            bob.awaitLast("typing:general", "[\"alice\"]").awaitLast("changed_elsewhere", "{}");
            python.execute("INSERT INTO read_receipts VALUES ('general', 1716000000.5, 'alice')");
            bob.awaitLast("read_receipts:general", "{\"alice\":1716000000.5}");
            python.execute("INSERT OR REPLACE INTO presence (user, last_seen, state) VALUES ('alice', " + (long) now
                    + ", 'active')");
            bob.awaitLast("online_users", "{\"alice\":\"active\"}");

            python.execute(
                    "INSERT INTO screenshares (share_id, channel, sharer, started_ts) VALUES ('s1', 'general', 'alice', "
                            + now + ")");
            bob.awaitEvent("screenshares:general", data -> data.size() == 1);
            python.execute("INSERT INTO call_signals (call_id, from_user, to_user, signal_type, payload, ts)"
                    + " VALUES ('s1', 'alice', 'bob', 'offer', '{\"sdp\": 1}', " + now + ")");
            bob.awaitEvent("signals", data -> data.path("session").asText().equals("s1"));

            connection.setAutoCommit(false);
            python.execute("INSERT INTO calls (call_id, channel, initiator, started_ts) VALUES ('c1', '" + DM
                    + "', 'alice', " + now + ")");
            python.execute(
                    "INSERT INTO call_participants (call_id, username, role, state, joined_ts) VALUES ('c1', 'alice', 'initiator',"
                            + " 'accepted', " + now + "), ('c1', 'bob', 'participant', 'pending', NULL)");
            connection.commit();
            connection.setAutoCommit(true);
            bob.awaitEvent(
                    "incoming_calls",
                    data -> data.path(0).path("call_id").asText().equals("c1"));
            bob.awaitEvent("call_state", data -> data.path("call_id").asText().equals("c1"));
            bob.awaitEvent(
                    "active_call:" + DM,
                    data -> data.path("call").path("call_id").asText().equals("c1"));
            python.execute("UPDATE calls SET state = 'ended', ended_ts = " + now + " WHERE call_id = 'c1'");
            bob.awaitEvent("call_state", data -> data.path("state").asText().equals("ended"));
            bob.awaitLast("incoming_calls", "[]");

            python.execute("DELETE FROM private_channel_members WHERE username = 'bob'");
            bob.awaitLast("private_channels", "[]");
            python.execute("INSERT OR REPLACE INTO typing (user, channel, ts) VALUES ('alice', 'private:1', "
                    + (long) now + ")");
            carol.awaitLast("typing", "[\"alice\"]");
            assertThat(settle("bob", bob).data("typing:private:1")).containsExactly("[]");
            assertThat(bob.events("call_state"))
                    .extracting(EventParser.Event::data)
                    .doesNotHaveDuplicates();
            assertThat(bob.events("signals")).hasSize(1);
        }
    }
}
