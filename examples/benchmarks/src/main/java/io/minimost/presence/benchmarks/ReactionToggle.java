package io.minimost.presence.benchmarks;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.values.MessageRef;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A click on a reaction, on and off by turns. The store also counts the reactions to the message, because of its limits, and moves
 * MiniMost's counter; the statements by hand do not.
 */
final class ReactionToggle {
    private static final int MESSAGES = 1000;

    private ReactionToggle() {}

    static List<ResultRow> measure(Fixture fixture) throws Exception {
        Dataset dataset = new Dataset(fixture.profile().rows());
        RawDatabase raw = fixture.raw(dataset);
        raw.execute("PRAGMA synchronous = FULL");
        Samples samples = SideBySide.measure(
                fixture.profile(),
                store(fixture.store(dataset), dataset),
                RawWrites.inTransaction(raw, raw(raw, dataset)));
        return List.of(ResultRow.cpu(
                "reactions: toggle",
                "`BEGIN IMMEDIATE`, delete or else insert, `COMMIT`",
                samples,
                0,
                1,
                Optional.empty()));
    }

    private static Operation store(PresenceStore store, Dataset dataset) {
        return () -> {
            int index = dataset.anyIndex();
            MessageRef message = new MessageRef("general", Instant.ofEpochSecond(MovingClock.START + index % MESSAGES));
            store.reactions().toggle(message, "thumbs_up", dataset.user(index));
        };
    }

    private static Operation raw(RawDatabase database, Dataset dataset) throws SQLException {
        PreparedStatement delete = database.prepare(
                "DELETE FROM message_reactions WHERE channel = ? AND msg_ts = ? AND emoji = ? AND reactor = ?");
        PreparedStatement insert =
                database.prepare("INSERT INTO message_reactions (channel, msg_ts, emoji, reactor) VALUES (?, ?, ?, ?)");
        return () -> {
            int index = dataset.anyIndex();
            if (execute(delete, index, dataset) == 0) {
                execute(insert, index, dataset);
            }
        };
    }

    private static int execute(PreparedStatement statement, int index, Dataset dataset) throws SQLException {
        statement.setString(1, "general");
        statement.setDouble(2, (double) (MovingClock.START + index % MESSAGES));
        statement.setString(3, "thumbs_up");
        statement.setString(4, dataset.user(index));
        return statement.executeUpdate();
    }
}
