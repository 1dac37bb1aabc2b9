package io.minimost.presence.benchmarks;

import io.minimost.presence.PresenceStore;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The call that rings for a user, in a file with ten thousand ended calls. Clients that poll ask for it every second. */
final class IncomingCalls {
    private static final int OVER = 10_000;

    private IncomingCalls() {}

    static List<ResultRow> measure(Fixture fixture) throws Exception {
        Dataset dataset = new Dataset(fixture.profile().rows());
        PresenceStore store = fixture.callStore(dataset, IncomingCalls::fill);
        RawDatabase raw = fixture.raw(dataset);
        fill(raw);
        store.calls().initiate("dm:alice:bob", "alice");
        raw.execute("INSERT INTO calls (call_id, channel, initiator, state, started_ts)"
                + " VALUES ('live', 'dm:alice:bob', 'alice', 'ringing', 1.8e9)");
        raw.execute("INSERT INTO call_participants (call_id, username, state, invited_ts)"
                + " VALUES ('live', 'bob', 'pending', 1.8e9)");
        Samples samples = SideBySide.measure(
                fixture.profile(),
                () -> requireOne(store.calls().incoming("bob").size()),
                raw(raw));
        return List.of(ResultRow.cpu(
                "calls: incoming, 10000 calls in the file",
                "query without looking whether the caller is still there",
                samples,
                0,
                1,
                Optional.of(Target.atMost(1.5))));
    }

    /** bob was called in every tenth of them. */
    private static void fill(RawDatabase database) throws SQLException {
        PreparedStatement call = database.prepare("INSERT INTO calls (call_id, channel, initiator, state, started_ts)"
                + " VALUES (?, 'dm:alice:bob', 'alice', 'ended', 1.7e9)");
        PreparedStatement participant =
                database.prepare("INSERT INTO call_participants (call_id, username, state) VALUES (?, ?, 'left')");
        database.execute("BEGIN");
        for (int i = 0; i < OVER; i++) {
            call.setString(1, "over-" + i);
            call.executeUpdate();
            for (String user : List.of("alice", i % 10 == 0 ? "bob" : "user-" + i, "other-" + i)) {
                participant.setString(1, "over-" + i);
                participant.setString(2, user);
                participant.executeUpdate();
            }
        }
        database.execute("COMMIT");
    }

    private static Operation raw(RawDatabase database) throws SQLException {
        PreparedStatement query = database.prepare("""
                SELECT calls.call_id, calls.channel, calls.initiator, calls.started_ts
                FROM call_participants AS people JOIN calls ON calls.call_id = people.call_id
                WHERE people.username = 'bob' AND people.state = 'pending' AND calls.state IN ('ringing', 'active')
                    AND coalesce(people.invited_ts, calls.started_ts) >= ?
                ORDER BY people.rowid
                """);
        return () -> {
            query.setDouble(1, 1.79e9);
            int count = 0;
            try (ResultSet answer = query.executeQuery()) {
                while (answer.next()) {
                    count += answer.getString(1).isEmpty()
                                    || answer.getString(2).isEmpty()
                                    || answer.getString(3).isEmpty()
                                    || answer.getDouble(4) == 0
                            ? 0
                            : 1;
                }
            }
            requireOne(count);
        };
    }

    private static void requireOne(int count) {
        if (count != 1) {
            throw new IllegalStateException("expected one call, not " + count);
        }
    }
}
