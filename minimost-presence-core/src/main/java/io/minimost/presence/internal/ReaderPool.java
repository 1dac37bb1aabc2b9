package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The read-only connections. Each is used by one thread at a time, sees every committed change, and waits for no write. */
final class ReaderPool {
    private static final Logger LOG = LoggerFactory.getLogger(ReaderPool.class);

    private final String store;
    private final Connections connections;
    private final Safeguard safeguard;
    private final int size;
    private final Semaphore free;

    // Guarded by this. A stack: the connection used last has the warmest cache.
    private final Deque<SqliteConnection> idle = new ArrayDeque<>();
    private int generation;
    private boolean closed;

    ReaderPool(String store, Connections connections, Safeguard safeguard, int size) {
        this.store = store;
        this.connections = connections;
        this.safeguard = safeguard;
        this.size = size;
        free = new Semaphore(size);
    }

    /** Opens all connections, so that opening the store fails if the file cannot be read. */
    void open() throws SQLException {
        try {
            for (int i = 0; i < size; i++) {
                idle.push(SqliteConnection.on(connections.openReader()));
            }
        } catch (Throwable failure) {
            close();
            throw failure;
        }
    }

    <R> R read(Function<? super SqliteConnection, R> query) {
        // A read never waits for a write, so neither this wait nor the query needs a time-out.
        free.acquireUninterruptibly();
        int lentGeneration = safeguard.generation();
        SqliteConnection connection = null;
        try {
            connection = borrow(lentGeneration);
            R result = query.apply(connection);
            giveBack(connection, lentGeneration);
            return result;
        } catch (SQLException e) {
            throw safeguard.explain(e);
        } catch (RuntimeException | Error e) {
            if (connection != null) {
                giveBackAfter(e, connection, lentGeneration);
            }
            if (e instanceof Error error) {
                throw error;
            }
            throw safeguard.explain(e);
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
        try {
            for (SqliteConnection connection = poll(); connection != null; connection = poll()) {
                connections.close(connection);
            }
        } finally {
            free.release(size);
        }
    }

    private SqliteConnection borrow(int wanted) throws SQLException {
        List<SqliteConnection> outdated = List.of();
        synchronized (this) {
            if (closed) {
                throw new PresenceStoreException.Closed(store);
            }
            if (generation < wanted) {
                generation = wanted;
                outdated = List.copyOf(idle);
                idle.clear();
            }
        }
        outdated.forEach(connections::close);
        SqliteConnection connection = poll();
        return connection == null ? SqliteConnection.on(connections.openReader()) : connection;
    }

    private void giveBackAfter(Throwable failure, SqliteConnection connection, int lentGeneration) {
        if (SqliteErrors.isFatalForConnection(failure)) {
            LOG.warn("{}: a read connection is reopened after: {}", store, failure.toString());
            connections.close(connection);
        } else {
            giveBack(connection, lentGeneration);
        }
    }

    private synchronized @Nullable SqliteConnection poll() {
        return idle.poll();
    }

    private void giveBack(SqliteConnection connection, int lentGeneration) {
        synchronized (this) {
            if (lentGeneration == generation) {
                idle.push(connection);
                return;
            }
        }
        connections.close(connection);
    }
}
