package io.minimost.presence.benchmarks;

import io.minimost.presence.PresenceStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes of many callers to PostgreSQL: the store writes the rows of all waiting callers in one statement; by hand each caller
 * has a connection, and writes its row in autocommit mode. The tables and the promises are the same: who types may be lost in a
 * crash, a receipt is on disk.
 */
final class PostgresWrites {
    private static final String TYPING = """
            INSERT INTO typing ("user", channel, ts) VALUES (?, ?, ?)
            ON CONFLICT ("user", channel) DO UPDATE SET ts = excluded.ts
            """;
    private static final String RECEIPT =
            "INSERT INTO read_receipts (channel, msg_ts, reader) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String UPSERT_BY_HAND = "upsert, a connection for each caller";
    private static final String RECEIPT_BY_HAND = "a bare receipt, a connection for each caller";

    private PostgresWrites() {}

    static List<ResultRow> measureTyping(Fixture fixture) throws Exception {
        PostgresFixture postgres = new PostgresFixture(fixture);
        Dataset dataset = new Dataset(fixture.profile().rows());
        Operation store = TypingUpsert.store(postgres.store(postgres.schema(dataset)), dataset);
        MovingClock clock = new MovingClock();
        Operation raw =
                postgres.byHand(postgres.schema(dataset), "SET synchronous_commit TO off", TYPING, statement -> {
                    int index = dataset.anyIndex();
                    statement.setString(1, dataset.user(index));
                    statement.setString(2, dataset.channel(index));
                    statement.setLong(3, clock.second());
                });
        List<ResultRow> rows = new ArrayList<>();
        for (int callers : new int[] {1, 16, 64}) {
            ConcurrentRun run = ConcurrentRun.measure(fixture.profile(), callers, postgres.cpu(), store, raw);
            String what = "PostgreSQL, typing: start, " + callers + (callers == 1 ? " caller" : " callers");
            rows.add(
                    callers == 1
                            ? ResultRow.time(what, UPSERT_BY_HAND, run, 0, 1, Optional.of(Target.atMost(1.3)))
                            : ResultRow.throughput(
                                    what,
                                    UPSERT_BY_HAND,
                                    run,
                                    0,
                                    1,
                                    callers == 64 ? Optional.of(Target.atLeast(1.5)) : Optional.empty()));
            rows.add(ResultRow.serverCpu(
                    what,
                    UPSERT_BY_HAND,
                    run,
                    0,
                    1,
                    callers == 16 ? Optional.of(Target.atMost(0.35)) : Optional.empty()));
        }
        return rows;
    }

    static List<ResultRow> measureMarkRead(Fixture fixture) throws Exception {
        PostgresFixture postgres = new PostgresFixture(fixture);
        Dataset dataset = new Dataset(fixture.profile().rows());
        Operation store = markRead(postgres.store(postgres.schema(dataset)), dataset);
        AtomicLong message = new AtomicLong(MovingClock.START);
        Operation raw =
                postgres.byHand(postgres.schema(dataset), "SET synchronous_commit TO on", RECEIPT, statement -> {
                    int index = dataset.anyIndex();
                    statement.setString(1, dataset.channel(index));
                    statement.setDouble(2, (double) message.incrementAndGet());
                    statement.setString(3, dataset.user(index));
                });
        String what = "PostgreSQL, receipts: markRead of 1, 64 callers";
        ConcurrentRun run = ConcurrentRun.measure(fixture.profile(), 64, postgres.cpu(), store, raw);
        return List.of(
                ResultRow.throughput(what, RECEIPT_BY_HAND, run, 0, 1, Optional.empty()),
                ResultRow.serverCpu(what, RECEIPT_BY_HAND, run, 0, 1, Optional.of(Target.atMost(0.5))));
    }

    /** A message that the user has not read yet: the watermark moves, and two facts are logged. */
    private static Operation markRead(PresenceStore store, Dataset dataset) {
        AtomicLong message = new AtomicLong(MovingClock.START);
        return () -> {
            int index = dataset.anyIndex();
            store.receipts()
                    .markRead(
                            dataset.channel(index),
                            dataset.user(index),
                            List.of(Instant.ofEpochSecond(message.incrementAndGet())));
        };
    }

    /** Ten more nodes on the same database, against none. */
    static List<ResultRow> measureNodes(Fixture fixture) throws Exception {
        PostgresFixture postgres = new PostgresFixture(fixture);
        Dataset dataset = new Dataset(fixture.profile().rows());
        Operation alone = markRead(postgres.store(postgres.schema(dataset)), dataset);
        String shared = postgres.schema(dataset);
        Operation watched = markRead(postgres.store(shared), dataset);
        for (int node = 0; node < 10; node++) {
            postgres.store(shared);
        }
        ConcurrentRun run = ConcurrentRun.measure(fixture.profile(), 64, watched, alone);
        return List.of(ResultRow.throughput(
                "PostgreSQL, receipts: markRead of 1, 64 callers, ten more nodes that listen",
                "the same without other nodes",
                run,
                0,
                1,
                Optional.of(Target.atLeast(0.9))));
    }
}
