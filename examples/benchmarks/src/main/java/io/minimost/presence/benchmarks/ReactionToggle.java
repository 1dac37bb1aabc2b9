package io.minimost.presence.benchmarks;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.values.MessageRef;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A click on a reaction, on and off by turns. The store also counts what the message has, because of its limits, and moves
 * MiniMost's counter; the statements by hand do not.
 */
final class ReactionToggle {
    private static final int MESSAGES = 1000;

    private ReactionToggle() {}

    static List<Line> measure(Workshop workshop) throws Exception {
        Rows rows = new Rows(workshop.pace().rows());
        RawDatabase raw = workshop.raw(rows);
        raw.execute("PRAGMA synchronous = FULL");
        Costs costs = SideBySide.measure(
                workshop.pace(), store(workshop.store(rows), rows), RawWrites.inTransaction(raw, raw(raw, rows)));
        return List.of(Line.cpu(
                "reactions: toggle",
                "`BEGIN IMMEDIATE`, delete or else insert, `COMMIT`",
                costs,
                0,
                1,
                Optional.empty()));
    }

    private static Operation store(PresenceStore store, Rows rows) {
        return () -> {
            int index = rows.anyIndex();
            MessageRef message = new MessageRef("general", Instant.ofEpochSecond(MovingClock.START + index % MESSAGES));
            store.reactions().toggle(message, "thumbs_up", rows.user(index));
        };
    }

    private static Operation raw(RawDatabase database, Rows rows) throws SQLException {
        PreparedStatement delete = database.prepare(
                "DELETE FROM message_reactions WHERE channel = ? AND msg_ts = ? AND emoji = ? AND reactor = ?");
        PreparedStatement insert =
                database.prepare("INSERT INTO message_reactions (channel, msg_ts, emoji, reactor) VALUES (?, ?, ?, ?)");
        return () -> {
            int index = rows.anyIndex();
            if (execute(delete, index, rows) == 0) {
                execute(insert, index, rows);
            }
        };
    }

    private static int execute(PreparedStatement statement, int index, Rows rows) throws SQLException {
        statement.setString(1, "general");
        statement.setDouble(2, (double) (MovingClock.START + index % MESSAGES));
        statement.setString(3, "thumbs_up");
        statement.setString(4, rows.user(index));
        return statement.executeUpdate();
    }
}
