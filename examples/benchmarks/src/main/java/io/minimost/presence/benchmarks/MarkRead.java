package io.minimost.presence.benchmarks;

import io.minimost.presence.PresenceStore;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A user marks one message as read, or fifty at once. The store also raises the user's watermark, publishes what was new,
 * and moves MiniMost's counter; only one of those by hand does.
 */
final class MarkRead {
    private static final int MANY = 50;
    private static final String READER = "reader";
    private static final String INSERT =
            "INSERT INTO read_receipts (channel, msg_ts, reader) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";

    private MarkRead() {}

    static List<ResultRow> measure(Fixture fixture) throws Exception {
        Dataset dataset = new Dataset(fixture.profile().rows());
        PresenceStore one = fixture.store(dataset);
        PresenceStore many = fixture.store(dataset);
        Samples samples = SideBySide.measure(
                fixture.profile(),
                store(one, 1),
                raw(durable(fixture.raw(dataset)), 1),
                store(many, MANY),
                oneByOne(durable(fixture.raw(dataset)), MANY),
                raw(durable(fixture.raw(dataset)), MANY),
                sameRows(durable(fixture.raw(dataset))));
        return List.of(
                ResultRow.cpu(
                        "receipts: markRead of 1",
                        "`BEGIN IMMEDIATE`, insert, `COMMIT`",
                        samples,
                        0,
                        1,
                        Optional.empty()),
                ResultRow.cpu(
                        "receipts: markRead of 1",
                        "`BEGIN IMMEDIATE`, the same rows, `COMMIT`",
                        samples,
                        0,
                        5,
                        Optional.of(Target.atMost(1.3))),
                ResultRow.cpu(
                        "receipts: markRead of 50",
                        "50 inserts, each committed",
                        samples,
                        2,
                        3,
                        Optional.of(Target.atMost(0.15))),
                ResultRow.cpu(
                        "receipts: markRead of 50", "50 inserts in one transaction", samples, 2, 4, Optional.empty()));
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
        PreparedStatement receipt = database.prepare(INSERT);
        MovingClock clock = new MovingClock();
        return () -> {
            for (int i = 0; i < count; i++) {
                insert(receipt, clock.second());
            }
        };
    }

    /** All that the store writes for one message: the receipt, the watermark, two facts, and the counter. */
    private static Operation sameRows(RawDatabase database) throws SQLException {
        PreparedStatement watermark = database.prepare("""
                INSERT INTO mp_read_watermarks (channel, reader, last_read_ts) VALUES (?, ?, ?)
                ON CONFLICT (channel, reader) DO UPDATE SET last_read_ts = excluded.last_read_ts
                WHERE excluded.last_read_ts > mp_read_watermarks.last_read_ts
                """);
        PreparedStatement receipt = database.prepare(INSERT);
        RawFacts facts = new RawFacts(database);
        MovingClock clock = new MovingClock();
        return RawWrites.inTransaction(database, () -> {
            long message = clock.second();
            watermark.setString(1, "general");
            watermark.setString(2, READER);
            watermark.setDouble(3, (double) message);
            watermark.executeUpdate();
            insert(receipt, message);
            facts.count();
            facts.write("watermark_moved", READER, message);
            facts.write("messages_read", READER, message);
        });
    }

    private static void insert(PreparedStatement receipt, long message) throws SQLException {
        receipt.setString(1, "general");
        receipt.setDouble(2, (double) message);
        receipt.setString(3, READER);
        receipt.executeUpdate();
    }

    /** With the durability that the store uses for receipts. */
    private static RawDatabase durable(RawDatabase database) throws SQLException {
        database.execute("PRAGMA synchronous = FULL");
        return database;
    }
}
