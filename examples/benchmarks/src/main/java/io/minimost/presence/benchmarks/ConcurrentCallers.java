package io.minimost.presence.benchmarks;

import io.minimost.presence.PresenceStore;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Many callers at once: the store commits for all waiting callers together; by hand they commit one by one under a lock. */
final class ConcurrentCallers {
    private static final String ONE_BY_ONE = "lock, upsert one by one";

    private ConcurrentCallers() {}

    static List<ResultRow> measureNormal(Fixture fixture) throws Exception {
        Dataset dataset = new Dataset(fixture.profile().rows());
        PresenceStore store = fixture.store(dataset);
        return measure(
                fixture,
                "typing: start",
                TypingUpsert.store(store, dataset),
                oneByOne(fixture.raw(dataset), dataset),
                Optional.of(Target.atLeast(1.1)),
                Optional.empty());
    }

    static List<ResultRow> measureFull(Fixture fixture) throws Exception {
        Dataset dataset = new Dataset(fixture.profile().rows());
        RawDatabase raw = fixture.raw(dataset);
        raw.execute("PRAGMA synchronous = FULL");
        return measure(
                fixture,
                "durable upsert",
                DurableWrite.operation(fixture, dataset),
                oneByOne(raw, dataset),
                Optional.of(Target.atLeast(4)),
                Optional.of(Target.atLeast(8)));
    }

    private static List<ResultRow> measure(
            Fixture fixture,
            String what,
            Operation store,
            Operation raw,
            Optional<Target> throughputOf16,
            Optional<Target> throughputOf64)
            throws Exception {
        ConcurrentRun few = ConcurrentRun.measure(fixture.profile(), 16, store, raw);
        ConcurrentRun many = ConcurrentRun.measure(fixture.profile(), 64, store, raw);
        return List.of(
                ResultRow.throughput(what + ", 16 callers", ONE_BY_ONE, few, 0, 1, throughputOf16),
                ResultRow.throughput(what + ", 64 callers", ONE_BY_ONE, many, 0, 1, throughputOf64),
                ResultRow.p99(what + ", 64 callers", ONE_BY_ONE, many, 0, 1, Optional.of(Target.atMost(0.25))));
    }

    private static Operation oneByOne(RawDatabase database, Dataset dataset) throws SQLException {
        return RawWrites.locked(TypingUpsert.raw(database, dataset));
    }
}
