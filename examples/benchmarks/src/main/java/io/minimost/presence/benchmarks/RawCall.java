package io.minimost.presence.benchmarks;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** By hand: an answered call {@code c1} of alice and bob, and the question whether a user may use it, on one connection. */
final class RawCall {
    private final PreparedStatement both;
    private final PreparedStatement one;

    RawCall(RawDatabase database) throws SQLException {
        both = database.prepare("""
                SELECT calls.channel FROM calls
                JOIN call_participants AS people ON people.call_id = calls.call_id AND people.username = ?
                JOIN call_participants AS other ON other.call_id = calls.call_id AND other.username = ?
                WHERE calls.call_id = 'c1' AND calls.state = 'active'
                    AND people.state = 'accepted' AND people.last_seen_ts >= ?
                    AND other.state = 'accepted' AND other.last_seen_ts >= ?
                """);
        one = database.prepare("""
                SELECT calls.state FROM calls JOIN call_participants AS people ON people.call_id = calls.call_id
                WHERE calls.call_id = 'c1' AND people.username = ? AND people.state = 'accepted'
                """);
    }

    static void begin(RawDatabase database) throws SQLException {
        database.execute("INSERT INTO calls (call_id, channel, initiator, state, started_ts)"
                + " VALUES ('c1', 'dm:alice:bob', 'alice', 'active', 1.8e9)");
        database.execute(
                "INSERT INTO call_participants (call_id, username, role, state, last_seen_ts)"
                        + " VALUES ('c1', 'alice', 'initiator', 'accepted', 1.8e9), ('c1', 'bob', 'participant', 'accepted', 1.8e9)");
    }

    void requireIn(String user) throws SQLException {
        one.setString(1, user);
        requireRow(one);
    }

    void requireBothIn(String user, String other) throws SQLException {
        both.setString(1, user);
        both.setString(2, other);
        both.setDouble(3, 1.7e9);
        both.setDouble(4, 1.7e9);
        requireRow(both);
    }

    private static void requireRow(PreparedStatement query) throws SQLException {
        try (ResultSet answer = query.executeQuery()) {
            if (!answer.next() || answer.getString(1).isEmpty()) {
                throw new IllegalStateException("not in the call");
            }
        }
    }
}
