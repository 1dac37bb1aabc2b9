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
 * and moves MiniMost's counter; the statements by hand do not.
 */
final class MarkRead {
    private static final int MANY = 50;
    private static final String READER = "reader";

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
                raw(durable(fixture.raw(dataset)), MANY));
        return List.of(
                ResultRow.cpu(
                        "receipts: markRead of 1",
                        "`BEGIN IMMEDIATE`, insert, `COMMIT`",
                        samples,
                        0,
                        1,
                        Optional.empty()),
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

    /** With the durability that the store uses for receipts. */
    private static RawDatabase durable(RawDatabase database) throws SQLException {
        database.execute("PRAGMA synchronous = FULL");
        return database;
    }
}
