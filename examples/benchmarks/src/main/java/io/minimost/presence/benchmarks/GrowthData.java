package io.minimost.presence.benchmarks;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** What is in the files of {@link Growth} beside users and typing: as many rows of each kind as there are users. */
final class GrowthData {
    static final String READ_CHANNEL = "read";
    static final String SIGNAL_CALL = "signals";
    static final int WAITING_SIGNALS = 5;

    /** Of {@link #READ_CHANNEL}, whatever else is in the file. */
    static final int MESSAGES = 10;

    static final int READERS = 10;
    static final int MEMBERS = 5;

    /** Before any window. */
    private static final long LONG_AGO = MovingClock.START - 2 * MovingClock.WINDOW.toSeconds();

    private GrowthData() {}

    /** Receipts and reactions in other channels, and private channels of five members. */
    static void fill(RawDatabase database, Dataset dataset, int count) throws SQLException {
        PreparedStatement receipt = database.prepare("INSERT INTO read_receipts VALUES (?, ?, ?)");
        PreparedStatement reaction = database.prepare("INSERT INTO message_reactions VALUES (?, ?, 'rocket', ?)");
        PreparedStatement channel = database.prepare(
                "INSERT INTO private_channels (id, name, created_by, created_ts) VALUES (?, 'Team', 'alice', 1.7e9)");
        PreparedStatement member = database.prepare(
                "INSERT INTO private_channel_members (channel_id, username, joined_ts) VALUES (?, ?, 1.7e9)");
        database.execute("BEGIN");
        for (int i = 0; i < MESSAGES * READERS; i++) {
            run(receipt, READ_CHANNEL, (double) (MovingClock.START + i / READERS), "reader-" + i % READERS);
        }
        for (int i = 0; i < count; i++) {
            run(receipt, dataset.channel(i), (double) MovingClock.START, dataset.user(i));
            run(reaction, dataset.channel(i), (double) MovingClock.START, dataset.user(i));
            run(channel, i + 1);
            for (int next = 0; next < MEMBERS; next++) {
                run(member, i + 1, dataset.user((i + next) % count));
            }
        }
        database.execute("COMMIT");
    }

    /** Users who were seen long ago, except the first {@code online}. */
    static void fillAbsent(RawDatabase database, Dataset dataset, int online, int count) throws SQLException {
        PreparedStatement presence = database.prepare("UPDATE presence SET last_seen = ? WHERE user = ?");
        database.execute("BEGIN");
        for (int i = online; i < count; i++) {
            run(presence, LONG_AGO, dataset.user(i));
        }
        database.execute("COMMIT");
    }

    /** Calls that are over, of which bob was in every tenth, and signals that wait for others. */
    static void fillCalls(RawDatabase database, int count) throws SQLException {
        PreparedStatement call = database.prepare("INSERT INTO calls (call_id, channel, initiator, state, started_ts)"
                + " VALUES (?, 'dm:alice:bob', 'alice', 'ended', 1.7e9)");
        PreparedStatement participant =
                database.prepare("INSERT INTO call_participants (call_id, username, state) VALUES (?, ?, 'left')");
        PreparedStatement signal = database.prepare(
                "INSERT INTO call_signals"
                        + " (call_id, from_user, to_user, signal_type, payload, ts) VALUES (?, 'alice', ?, 'offer', '1', 1.7e9)");
        database.execute("BEGIN");
        for (int i = 0; i < WAITING_SIGNALS; i++) {
            run(signal, SIGNAL_CALL, "bob");
        }
        for (int i = 0; i < count; i++) {
            run(call, "over-" + i);
            for (String user : List.of("alice", i % 10 == 0 ? "bob" : "user-" + i)) {
                run(participant, "over-" + i, user);
            }
            run(signal, SIGNAL_CALL, "user-" + i);
        }
        database.execute("COMMIT");
    }

    private static void run(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.executeUpdate();
    }
}
