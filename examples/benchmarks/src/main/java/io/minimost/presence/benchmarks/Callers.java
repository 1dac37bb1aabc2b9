package io.minimost.presence.benchmarks;

import io.minimost.presence.PresenceStore;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Many callers at once: the store commits for all who wait together, by hand they commit one by one under a lock. */
final class Callers {
    private static final String ONE_BY_ONE = "lock, upsert one by one";

    private Callers() {}

    static List<Line> measureNormal(Workshop workshop) throws Exception {
        Rows rows = new Rows(workshop.pace().rows());
        PresenceStore store = workshop.store(rows);
        return measure(
                workshop,
                "typing: start",
                TypingUpsert.store(store, rows),
                oneByOne(workshop.raw(rows), rows),
                Optional.of(Goal.atLeast(1.1)),
                Optional.empty());
    }

    static List<Line> measureFull(Workshop workshop) throws Exception {
        Rows rows = new Rows(workshop.pace().rows());
        RawDatabase raw = workshop.raw(rows);
        raw.execute("PRAGMA synchronous = FULL");
        return measure(
                workshop,
                "durable upsert",
                DurableWrite.operation(workshop, rows),
                oneByOne(raw, rows),
                Optional.of(Goal.atLeast(4)),
                Optional.of(Goal.atLeast(8)));
    }

    private static List<Line> measure(
            Workshop workshop,
            String what,
            Operation store,
            Operation raw,
            Optional<Goal> throughputOf16,
            Optional<Goal> throughputOf64)
            throws Exception {
        Crowd few = Crowd.measure(workshop.pace(), 16, store, raw);
        Crowd many = Crowd.measure(workshop.pace(), 64, store, raw);
        return List.of(
                Line.throughput(what + ", 16 callers", ONE_BY_ONE, few, 0, 1, throughputOf16),
                Line.throughput(what + ", 64 callers", ONE_BY_ONE, many, 0, 1, throughputOf64),
                Line.p99(what + ", 64 callers", ONE_BY_ONE, many, 0, 1, Optional.of(Goal.atMost(0.25))));
    }

    private static Operation oneByOne(RawDatabase database, Rows rows) throws SQLException {
        return RawWrites.locked(TypingUpsert.raw(database, rows));
    }
}
