package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The connections for reading. Each is used by one thread at a time; each of its queries sees every committed change. */
final class PostgresReaders {
    private final PostgresConnections connections;
    private final long busyTimeoutNanos;
    private final int size;
    private final Semaphore free;

    // Guarded by this. A stack, so that connections that are not needed grow old.
    private final Deque<PostgresConnection> idle = new ArrayDeque<>();
    private boolean closed;

    PostgresReaders(PostgresConnections connections, int size, long busyTimeoutNanos) {
        this.connections = connections;
        this.busyTimeoutNanos = busyTimeoutNanos;
        this.size = size;
        free = new Semaphore(size);
    }

    <R> R read(Function<SqlSession, R> queries) {
        acquire();
        try {
            PostgresConnection pooled = poll();
            if (pooled != null) {
                try {
                    return read(pooled, queries);
                } catch (RuntimeException e) {
                    if (!PostgresErrors.isLostConnection(e)) {
                        throw e;
                    }
                    // The server was restarted meanwhile, and has changed nothing for this call: it is tried again.
                    closeIdle();
                }
            }
            return read(connections.open(), queries);
        } catch (SQLException | RuntimeException e) {
            throw PostgresErrors.translate(connections.store(), e);
        } finally {
            free.release();
        }
    }

    void close() {
        synchronized (this) {
            closed = true;
        }
        // Waits for the reads that are under way.
        free.acquireUninterruptibly(size);
        closeIdle();
        free.release(size);
    }

    private <R> R read(PostgresConnection connection, Function<SqlSession, R> queries) {
        R result;
        try {
            result = queries.apply(connection);
        } catch (RuntimeException | Error e) {
            if (PostgresErrors.isFatalForConnection(e)) {
                connections.close(connection);
            } else {
                giveBack(connection);
            }
            throw e;
        }
        giveBack(connection);
        return result;
    }

    private void acquire() {
        boolean interrupted = false;
        long deadline = System.nanoTime() + busyTimeoutNanos;
        try {
            while (true) {
                try {
                    if (free.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                        return;
                    }
                    throw new PresenceStoreException.Busy(
                            connections.store(), PresenceStoreException.NO_CODE, "no connection to read is free", null);
                } catch (InterruptedException e) {
                    interrupted = true; // An interrupt must not change whether the work is done.
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private @Nullable PostgresConnection poll() {
        while (true) {
            PostgresConnection connection;
            synchronized (this) {
                if (closed) {
                    throw new PresenceStoreException.Closed(connections.store());
                }
                connection = idle.poll();
            }
            if (connection == null || !connections.isTooOld(connection)) {
                return connection;
            }
            connections.close(connection);
        }
    }

    private void giveBack(PostgresConnection connection) {
        synchronized (this) {
            idle.push(connection);
        }
    }

    private void closeIdle() {
        while (true) {
            PostgresConnection connection;
            synchronized (this) {
                connection = idle.poll();
            }
            if (connection == null) {
                return;
            }
            connections.close(connection);
        }
    }
}
