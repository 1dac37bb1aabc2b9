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
 * MiniMost's counter and writes to its log; of those by hand, only one writes the same.
 */
final class ReactionToggle {
    private static final int MESSAGES = 1000;

    private ReactionToggle() {}

    static List<ResultRow> measure(Fixture fixture) throws Exception {
        Dataset dataset = new Dataset(fixture.profile().rows());
        RawDatabase raw = durable(fixture.raw(dataset));
        RawDatabase sameRows = durable(fixture.raw(dataset));
        RawFacts facts = new RawFacts(sameRows);
        Samples samples = SideBySide.measure(
                fixture.profile(),
                store(fixture.store(dataset), dataset),
                RawWrites.inTransaction(raw, raw(raw, dataset, (kind, user, message) -> {})),
                RawWrites.inTransaction(sameRows, raw(sameRows, dataset, (kind, user, message) -> {
                    facts.count();
                    facts.write(kind, user, message);
                })));
        return List.of(
                ResultRow.cpu(
                        "reactions: toggle",
                        "`BEGIN IMMEDIATE`, delete or else insert, `COMMIT`",
                        samples,
                        0,
                        1,
                        Optional.empty()),
                ResultRow.cpu(
                        "reactions: toggle",
                        "`BEGIN IMMEDIATE`, the same rows, `COMMIT`",
                        samples,
                        0,
                        2,
                        Optional.of(Target.atMost(1.25))));
    }

    private static RawDatabase durable(RawDatabase database) throws SQLException {
        database.execute("PRAGMA synchronous = FULL");
        return database;
    }

    /** What is written after a change. */
    private interface After {
        void write(String kind, String user, long message) throws SQLException;
    }

    private static Operation store(PresenceStore store, Dataset dataset) {
        return () -> {
            int index = dataset.anyIndex();
            MessageRef message = new MessageRef("general", Instant.ofEpochSecond(MovingClock.START + index % MESSAGES));
            store.reactions().toggle(message, "thumbs_up", dataset.user(index));
        };
    }

    private static Operation raw(RawDatabase database, Dataset dataset, After after) throws SQLException {
        PreparedStatement delete = database.prepare(
                "DELETE FROM message_reactions WHERE channel = ? AND msg_ts = ? AND emoji = ? AND reactor = ?");
        PreparedStatement insert =
                database.prepare("INSERT INTO message_reactions (channel, msg_ts, emoji, reactor) VALUES (?, ?, ?, ?)");
        return () -> {
            int index = dataset.anyIndex();
            boolean isOff = execute(delete, index, dataset) == 0;
            if (isOff) {
                execute(insert, index, dataset);
            }
            after.write(
                    isOff ? "reaction_added" : "reaction_removed",
                    dataset.user(index),
                    MovingClock.START + index % MESSAGES);
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
