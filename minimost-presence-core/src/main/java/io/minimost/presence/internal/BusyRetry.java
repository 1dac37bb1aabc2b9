package io.minimost.presence.internal;

import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Tries again while another connection holds a lock. SQLite itself waits for an ordinary lock, but not in every state of
 * the write-ahead log, nor where two waiting connections could block each other. Only for what may be repeated as a whole.
 */
final class BusyRetry {
    private static final long MAX_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private BusyRetry() {}

    /** Throws what {@code action} throws, but BUSY only after {@code timeoutNanos}. */
    static void run(long timeoutNanos, Action action) throws SQLException {
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
            }
        }
    }

    /** At random, so that two who wait for each other do not stay in step. */
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
