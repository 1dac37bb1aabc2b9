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
 * Stops all writes when SQLite has reported that the file is damaged, until a check of the file passes. The check is made at
 * once, and then at most every {@link #INTERVAL} when somebody wants to write: it reads the whole file. Thread-safe.
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

    /** Reads the whole file by a connection that remembers nothing of it. */
    interface Check {
        /** What is wrong with the file, or {@code ok}. */
        String run() throws SQLException;
    }

    DamageGuard(String store, InstantSource clock, Check check) {
        this.store = store;
        this.clock = clock;
        this.check = check;
    }

    /** Moves when a check has passed: connections from before may remember pages that are not those of the file. */
    int generation() {
        return generation.get();
    }

    boolean isSuspected() {
        return finding.get() != null;
    }

    /** What a write is refused with, or null. Never checks. */
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

    /** Checks again, if a check is due and nobody else is at it. */
    void checkIfDue() {
        if (isSuspected() && checking.tryLock()) {
            try {
                runIfDue();
            } finally {
                checking.unlock();
            }
        }
    }

    /** SQLite has reported damage. Returns what to tell whoever was reading, or wanted to write. */
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

    /** Something else is suspicious: checks at once, while writes go on, and stops them if there is damage. */
    void examine(String suspicion) {
        if (isSuspected()) {
            return; // A check is to come anyway.
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

    /** SQLite has reported damage, perhaps to another store on the same file: until there is a check, nothing is written. */
    void suspect(Throwable failure) {
        Finding suspicion =
                new Finding(false, SqliteErrors.codeOf(failure), "SQLite reported: " + failure.getMessage());
        // What a check has found says more.
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
        // Not if SQLite has reported damage again since the check began.
        if (finding.compareAndSet(before, now)) {
            if (now == null) {
                LOG.warn("{}: a check of the file found no damage; writes go on", store);
            } else if (before == null || before.confirmed() != now.confirmed()) {
                LOG.error("{}: all writes are refused: {}", store, now.problem());
            }
        }
    }

    /** @param confirmed whether a check has found it */
    private record Finding(boolean confirmed, int code, String problem) {}
}
