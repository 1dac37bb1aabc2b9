package io.minimost.presence.events;

import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Keys;
import io.minimost.presence.internal.PeriodicTask;
import io.minimost.presence.internal.SmallPieces;
import io.minimost.presence.values.EpochSeconds;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/** Deletes the facts that are too old or too many, always the oldest ones, so that the log has no gaps. */
final class FactRetention {
    /** Small enough that other writes wait only briefly. */
    private static final int SLICE = 5_000;

    private final Database database;
    private final Dao<FactSql> facts;
    private final Duration age;
    private final int count;
    private final SmallPieces pieces;

    FactRetention(Database database, Dao<FactSql> facts, Duration age, int count) {
        this.database = database;
        this.facts = facts;
        this.age = age;
        this.count = count;
        pieces = new SmallPieces(database);
    }

    void start() {
        database.callbacks().onSweep(PeriodicTask.everyMinute(database, this::prune));
    }

    private void prune() {
        // Reads before it takes the write lock: usually there is nothing to prune.
        Range old = database.read(facts, this::prunable);
        pieces.each(
                Durability.EPHEMERAL,
                ends -> Keys.NONE,
                old.ends(),
                (transaction, end) -> transaction.sql(facts).deleteBefore(end));
    }

    private Range prunable(FactSql sql) {
        long next = LogHead.of(sql).sequence() + 1;
        long young = sql.oldestSince(EpochSeconds.of(database.ago(database.now(), age)))
                .orElse(next);
        return new Range(sql.oldest().orElse(next), Math.max(young, next - count));
    }

    /** The sequences from {@code from} (inclusive) to {@code to} (exclusive); empty if {@code to} is not larger. */
    private record Range(long from, long to) {
        /** The end of each slice. */
        List<Long> ends() {
            return LongStream.iterate(from, start -> start < to, start -> start + SLICE)
                    .mapToObj(start -> Math.min(start + SLICE, to))
                    .toList();
        }
    }
}
