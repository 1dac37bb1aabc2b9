package io.minimost.presence.benchmarks;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Rows of each kind that a sweep looks at, in a file of a store with a {@link MovingClock}. */
final class SweepData {
    /** The longest that the store accepts: what is older has expired, and is kept no longer. */
    static final Duration WINDOW = MovingClock.WINDOW;

    /** Between the moments at which two groups of rows become due; no turn reads the clock so often. */
    static final Duration STEP = Duration.ofDays(2);

    /** A session of now ends after as long as everything else. */
    private static final long LEASE = WINDOW.toSeconds() - 1;

    /** Each has a number, which makes its rows unique, and a time. */
    private static final List<String> STATEMENTS = List.of(
            "INSERT INTO typing (user, channel, ts) VALUES ('typist-' || ?1, 'channel-' || ?1, ?2)",
            "INSERT INTO presence (user, last_seen, state) VALUES ('user-' || ?1, ?2, 'active')",
            "INSERT INTO mp_sessions (user, session, kind, state, heard_ts, until_ts)"
                    + " VALUES ('user-' || ?1, 'session-1', 'web', 'active', ?2, ?2 + " + LEASE + ")",
            "INSERT INTO read_receipts (channel, msg_ts, reader) VALUES ('general', ?2 + ?1 / 1000.0, 'user-' || ?1)",
            "INSERT INTO mp_facts (kind, channel, username, key, ts)"
                    + " VALUES ('reaction_added', 'general', 'user-' || ?1, '1716000000.0', ?2)",
            "INSERT INTO calls (call_id, channel, initiator, state, started_ts, ended_ts)"
                    + " VALUES ('call-' || ?1, 'dm:alice:bob', 'alice', 'ended', ?2, ?2)",
            "INSERT INTO call_participants (call_id, username, state, joined_ts)"
                    + " VALUES ('call-' || ?1, 'alice', 'left', ?2)",
            "INSERT INTO screenshares (share_id, channel, sharer, state, started_ts, ended_ts)"
                    + " VALUES ('share-' || ?1, 'general', 'alice', 'ended', ?2, ?2)",
            "INSERT INTO private_channels (id, name, created_by, created_ts) VALUES (?1, 'Team', 'alice', ?2)",
            "INSERT INTO mp_empty_channels (channel_id, since_ts) VALUES (?1, ?2)");

    private int next;

    /** Adds rows that become due when the clock has advanced by {@code steps}. The first to become due must be added first. */
    void addDue(RawDatabase database, int count, int steps) throws SQLException {
        add(database, count, MovingClock.START - WINDOW.toSeconds() + (steps - 1) * STEP.toSeconds());
    }

    /** Adds rows that stay. */
    void addLasting(RawDatabase database, int count) throws SQLException {
        add(database, count, MovingClock.START);
    }

    private void add(RawDatabase database, int count, long time) throws SQLException {
        List<PreparedStatement> statements = new ArrayList<>();
        for (String sql : STATEMENTS) {
            statements.add(database.prepare(sql));
        }
        database.execute("BEGIN IMMEDIATE");
        for (int end = next + count; next < end; ) {
            next++;
            for (PreparedStatement statement : statements) {
                statement.setInt(1, next);
                statement.setLong(2, time);
                statement.executeUpdate();
            }
        }
        database.execute("COMMIT");
        for (PreparedStatement statement : statements) {
            statement.close();
        }
    }
}
