package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Streams also send changes that a MiniMost makes to the file. */
interface StreamMiniMostOverHttp extends StreamFixture, CallFixture {
    /** Nobody can see in the file whether a MiniMost has changed it, or another store. */
    @Test
    default void changesElsewhere_areToldAsSuch() {
        share(builder -> builder);
        try (PresenceStore other = neighbour(builder -> builder);
                EventSourceClient bob = subscribe("bob", "?channel=general");
                EventSourceClient facts = subscribe("bob", "?channel=general&facts=true")) {
            other.typing().start("alice", "general");

            bob.awaitLast("typing", "[\"alice\"]").awaitLast("changed_elsewhere", "{}");
            facts.awaitLast("typing", "[\"alice\"]").awaitLast("changed_elsewhere", "{}");
        }
    }

    /** MiniMost writes no facts, so all shown values are read again. */
    @Test
    default void changesByMiniMost_areSent() throws SQLException {
        share(builder -> builder);
        store().channels().create("Team", "alice", List.of("bob", "carol"));
        double now = Instant.now().getEpochSecond();
        try (Connection connection = place().connect();
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
