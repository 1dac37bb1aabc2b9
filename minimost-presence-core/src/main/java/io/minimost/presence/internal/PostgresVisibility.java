package io.minimost.presence.internal;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Notices by the server's own list of visible transactions that anybody has committed something. It does not tell the commits of
 * this store from those of others: while one of them writes all the time, all answers are read again every 5 ms. Thread-safe.
 */
final class PostgresVisibility {
    /** How long a caller waits for the look of another one before it does without: longer than any that answers. */
    private static final long MAX_WAIT_MILLIS = 100;

    private final Supplier<@Nullable String> visibleTransactions;
    private final EngineContext context;
    private final ReentrantLock looking = new ReentrantLock();

    /** Guarded by {@link #looking}. */
    private @Nullable String last;

    PostgresVisibility(Supplier<@Nullable String> visibleTransactions, EngineContext context) {
        this.visibleTransactions = visibleTransactions;
        this.context = context;
    }

    /** See {@link Engine#countChangesElsewhere}. */
    boolean countChanges() {
        if (!context.look().isDue()) {
            return true;
        }
        if (!lock()) {
            return false;
        }
        try {
            long beginNanos = context.look().begin();
            if (context.look().isDue()) {
                String now = visibleTransactions.get();
                if (!Objects.equals(now, last)) {
                    last = now;
                    context.changes().changed(ChangeScope.EVERYTHING);
                }
                context.look().done(beginNanos);
            }
        } finally {
            looking.unlock();
        }
        return !context.look().isDue();
    }

    private boolean lock() {
        try {
            return looking.tryLock(MAX_WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
