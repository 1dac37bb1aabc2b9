package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses all writes after SQLite has reported damage, until a check of the whole file passes. The check runs at once, and
 * then, because it is slow, at most every {@link #INTERVAL} at a write or a sweep. Thread-safe.
 */
final class DamageGuard {
    static final Duration INTERVAL = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(DamageGuard.class);
    private static final String SOUND = "ok";

    private final String store;
    private final InstantSource clock;
    private final Check check;
    private final AtomicReference<@Nullable Finding> finding = new AtomicReference<>();
    private final AtomicInteger generation = new AtomicInteger();
    private final ReentrantLock checking = new ReentrantLock();
    private Instant nextCheck = Instant.MIN; // Guarded by checking.

    /** Reads the whole file on a connection without cached pages. */
    interface Check {
        /** Returns what is wrong with the file, or {@code ok}. */
        String run() throws SQLException;
    }

    DamageGuard(String store, InstantSource clock, Check check) {
        this.store = store;
        this.clock = clock;
        this.check = check;
    }

    /** Grows when a check passes: older connections may have cached pages that differ from the file. */
    int generation() {
        return generation.get();
    }

    boolean isSuspected() {
        return finding.get() != null;
    }

    /** The exception for a write, or null if writes are allowed. Does not check the file. */
    PresenceStoreException.@Nullable Corrupt refusal() {
        Finding current = finding.get();
        return current == null
                ? null
                : new PresenceStoreException.Corrupt(
                        store,
                        current.code(),
                        "nothing is written before a check of the file passes: " + current.problem(),
                        null);
    }

    /** Checks the file again, if a check is due and no other thread runs one. */
    void checkIfDue() {
        if (isSuspected() && checking.tryLock()) {
            try {
                runIfDue();
            } finally {
                checking.unlock();
            }
        }
    }

    /** Handles damage that SQLite reported: checks the file if due. Returns the exception for the caller. */
    PresenceStoreException reported(Throwable failure) {
        suspect(failure);
        checking.lock();
        try {
            runIfDue();
        } finally {
            checking.unlock();
        }
        int code = SqliteErrors.codeOf(failure);
        Finding current = finding.get();
        if (current != null && current.confirmed()) {
            return new PresenceStoreException.Corrupt(store, code, current.problem(), failure);
        }
        return new PresenceStoreException(
                store,
                code,
                current == null
                        ? "SQLite reported damage, but a check of the file found none; try again"
                        : "SQLite reported damage, which no check of the file has confirmed yet",
                failure);
    }

    /** Checks the file at once because of {@code suspicion}. Writes go on, and are refused if the check finds damage. */
    void examine(String suspicion) {
        if (isSuspected()) {
            return; // A check will run anyway.
        }
        LOG.warn("{}: {}; the file is checked", store, suspicion);
        checking.lock();
        try {
            Finding before = finding.get();
            finish(before, run(PresenceStoreException.NO_CODE, suspicion));
        } finally {
            checking.unlock();
        }
    }

    /** Refuses writes until a check passes. SQLite has reported damage to this store, or to another one on the same file. */
    void suspect(Throwable failure) {
        Finding suspicion =
                new Finding(false, SqliteErrors.codeOf(failure), "SQLite reported: " + failure.getMessage());
        // A confirmed finding is more precise.
        finding.updateAndGet(current -> current != null && current.confirmed() ? current : suspicion);
    }

    private void runIfDue() {
        Finding before = finding.get();
        Instant now = clock.instant();
        // The last case: the clock was set back.
        if (before != null && (!now.isBefore(nextCheck) || nextCheck.isAfter(now.plus(INTERVAL)))) {
            nextCheck = now.plus(INTERVAL);
            finish(before, run(before.code(), before.problem()));
        }
    }

    private @Nullable Finding run(int code, String suspicion) {
        try {
            String answer = check.run();
            return answer.equals(SOUND)
                    ? null
                    : new Finding(true, code, "a check of the file found: " + answer.replace('\n', ' '));
        } catch (SQLException | RuntimeException e) {
            return SqliteErrors.isDamage(e)
                    ? new Finding(true, SqliteErrors.codeOf(e), "a check of the file ended with: " + e.getMessage())
                    : new Finding(false, code, suspicion + "; the check failed: " + e.getMessage());
        }
    }

    private void finish(@Nullable Finding before, @Nullable Finding now) {
        if (now == null) {
            generation.incrementAndGet();
        }
        // Fails if SQLite has reported damage again since the check began.
        if (finding.compareAndSet(before, now)) {
            if (now == null) {
                LOG.warn("{}: a check of the file found no damage; writes continue", store);
            } else if (before == null || before.confirmed() != now.confirmed()) {
                LOG.error("{}: all writes are refused: {}", store, now.problem());
            }
        }
    }

    /** @param confirmed whether a check has found the problem */
    private record Finding(boolean confirmed, int code, String problem) {}
}
