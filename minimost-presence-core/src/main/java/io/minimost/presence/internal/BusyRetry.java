package io.minimost.presence.internal;

import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Retries while another connection holds a lock. SQLite's own busy time-out covers ordinary locks, but not every state of the
 * write-ahead log, nor two waiting connections that could deadlock. Only for actions that can be repeated as a whole.
 */
final class BusyRetry {
    private static final long MAX_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private BusyRetry() {}

    /** Runs {@code action}, and repeats it on BUSY until {@code timeoutNanos} are over. Throws all other failures at once. */
    static void run(long timeoutNanos, Action action) throws SQLException {
        run(timeoutNanos, action, () -> {});
    }

    /** @param onRetry called before each repetition */
    static void run(long timeoutNanos, Action action, Runnable onRetry) throws SQLException {
        long deadline = System.nanoTime() + timeoutNanos;
        while (true) {
            try {
                action.run();
                return;
            } catch (SQLException | RuntimeException e) {
                if (!SqliteErrors.isBusy(e) || System.nanoTime() - deadline >= 0) {
                    throw e;
                }
                pause();
                onRetry.run();
            }
        }
    }

    /** A random time, so that two waiting connections do not retry in step. */
    private static void pause() {
        boolean interrupted = Thread.interrupted();
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(MAX_PAUSE_NANOS));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    interface Action {
        void run() throws SQLException;
    }
}
