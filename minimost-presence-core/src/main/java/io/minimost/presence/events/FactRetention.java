package io.minimost.presence.events;

import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.PeriodicTask;
import io.minimost.presence.values.EpochSeconds;
import java.time.Duration;

/** Deletes the facts that are too old or too many, always the oldest ones, so that the log has no gaps. */
final class FactRetention {
    /** Small enough that other writes wait only briefly. */
    private static final int SLICE = 5_000;

    private final Database database;
    private final Dao<FactSql> facts;
    private final Duration age;
    private final int count;

    FactRetention(Database database, Dao<FactSql> facts, Duration age, int count) {
        this.database = database;
        this.facts = facts;
        this.age = age;
        this.count = count;
    }

    void start() {
        database.callbacks().onSweep(PeriodicTask.everyMinute(database, this::prune));
    }

    private void prune() {
        // Reads before it takes the write lock: usually there is nothing to prune.
        Range old = database.read(facts, this::prunable);
        for (long from = old.from(); from < old.to(); from += SLICE) {
            long to = Math.min(from + SLICE, old.to());
            database.execute(
                    Durability.EPHEMERAL, transaction -> transaction.sql(facts).deleteBefore(to));
        }
    }

    private Range prunable(FactSql sql) {
        long next = LogHead.of(sql).sequence() + 1;
        long young = sql.oldestSince(EpochSeconds.of(database.ago(database.now(), age)))
                .orElse(next);
        return new Range(sql.oldest().orElse(next), Math.max(young, next - count));
    }

    /** The sequences from {@code from} (inclusive) to {@code to} (exclusive); empty if {@code to} is not larger. */
    private record Range(long from, long to) {}
}
