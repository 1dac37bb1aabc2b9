package io.minimost.presence.benchmarks;

import io.minimost.presence.PresenceStore;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Somebody has read a message, or comes back and has read fifty. The store also raises his watermark, tells what was new,
 * and moves MiniMost's counter; the statements by hand do not.
 */
final class MarkRead {
    private static final int MANY = 50;
    private static final String READER = "reader";

    private MarkRead() {}

    static List<Line> measure(Workshop workshop) throws Exception {
        Rows rows = new Rows(workshop.pace().rows());
        PresenceStore one = workshop.store(rows);
        PresenceStore many = workshop.store(rows);
        Costs costs = SideBySide.measure(
                workshop.pace(),
                store(one, 1),
                raw(durable(workshop.raw(rows)), 1),
                store(many, MANY),
                oneByOne(durable(workshop.raw(rows)), MANY),
                raw(durable(workshop.raw(rows)), MANY));
        return List.of(
                Line.cpu(
                        "receipts: markRead of 1",
                        "`BEGIN IMMEDIATE`, insert, `COMMIT`",
                        costs,
                        0,
                        1,
                        Optional.empty()),
                Line.cpu(
                        "receipts: markRead of 50",
                        "50 inserts, each committed",
                        costs,
                        2,
                        3,
                        Optional.of(Goal.atMost(0.15))),
                Line.cpu("receipts: markRead of 50", "50 inserts in one transaction", costs, 2, 4, Optional.empty()));
    }

    private static Operation store(PresenceStore store, int count) {
        MovingClock clock = new MovingClock();
        return () -> {
            List<Instant> messages =
                    IntStream.range(0, count).mapToObj(i -> clock.instant()).toList();
            store.receipts().markRead("general", READER, messages);
        };
    }

    private static Operation raw(RawDatabase database, int count) throws SQLException {
        return RawWrites.inTransaction(database, oneByOne(database, count));
    }

    private static Operation oneByOne(RawDatabase database, int count) throws SQLException {
        PreparedStatement insert = database.prepare(
                "INSERT INTO read_receipts (channel, msg_ts, reader) VALUES (?, ?, ?) ON CONFLICT DO NOTHING");
        MovingClock clock = new MovingClock();
        return () -> {
            for (int i = 0; i < count; i++) {
                insert.setString(1, "general");
                insert.setDouble(2, (double) clock.second());
                insert.setString(3, READER);
                insert.executeUpdate();
            }
        };
    }

    /** As the store commits receipts. */
    private static RawDatabase durable(RawDatabase database) throws SQLException {
        database.execute("PRAGMA synchronous = FULL");
        return database;
    }
}
