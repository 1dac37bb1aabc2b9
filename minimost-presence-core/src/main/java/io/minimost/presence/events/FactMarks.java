package io.minimost.presence.events;

import io.minimost.presence.internal.AnswerVersion;
import io.minimost.presence.internal.ChangeScope;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.DeletionMark;
import io.minimost.presence.internal.Deletions;
import io.minimost.presence.internal.Transaction;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes marks in the log of facts. Every request that writes takes one, so a mark is used again until something may have been
 * deleted.
 *
 * <p>An earlier mark than the newest is safe: what was deleted after it is found. It only must not be earlier than a deletion that
 * is over, because what was created anew since then would be taken for deleted. All deletions count as changes of everything: those
 * of this store before they return, those of others at most 5 ms later.
 */
final class FactMarks {
    /** What is written under a mark reads the facts since then, and they shall be few. */
    private static final long MAX_AGE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Database database;
    private final Dao<FactSql> facts;
    private final LongSupplier newest;
    private volatile @Nullable Mark last;

    /** @param newest reads the newest sequence of the log */
    FactMarks(Database database, Dao<FactSql> facts, LongSupplier newest) {
        this.database = database;
        this.facts = facts;
        this.newest = newest;
    }

    DeletionMark now() {
        // As one question: an asynchronous call is repeated, and must then receive the same mark.
        return database.async().once(this::take);
    }

    private DeletionMark take() {
        Optional<AnswerVersion> version = database.versions().of(ChangeScope.NOTHING);
        long nanos = System.nanoTime();
        Mark known = last;
        if (version.isPresent() && known != null && known.isOf(version.get()) && nanos - known.nanos < MAX_AGE_NANOS) {
            return known;
        }
        // The version first: a deletion in between makes the mark newer than its version, and the next one is taken
        // anew.
        Mark taken = new Mark(version, newest.getAsLong(), nanos);
        last = taken;
        return taken;
    }

    private final class Mark implements DeletionMark {
        private final Optional<AnswerVersion> version;
        private final long sequence;
        private final long nanos;

        Mark(Optional<AnswerVersion> version, long sequence, long nanos) {
            this.version = version;
            this.sequence = sequence;
            this.nanos = nanos;
        }

        boolean isOf(AnswerVersion current) {
            return version.filter(current::equals).isPresent();
        }

        @Override
        public Deletions since(Transaction transaction) {
            FactSql sql = transaction.sql(facts);
            if (LogHead.of(sql).sequence() == sequence) {
                return Deletions.NONE;
            }
            boolean areKnown =
                    sql.oldest().filter(oldest -> oldest <= sequence + 1).isPresent();
            return new FactDeletions(sql.deletionsAfter(sequence), areKnown);
        }

        @Override
        public long sequence() {
            return sequence;
        }
    }
}
