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

/** The read-only connections, lent to one thread at a time. They see every committed change and wait for no writer. */
final class ReaderPool {
    private static final Logger LOG = LoggerFactory.getLogger(ReaderPool.class);

    private final String store;
    private final Connections connections;
    private final Safeguard safeguard;
    private final int size;
    private final Semaphore free;

    // Guarded by this. The one used last is lent first: its cache is warm.
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

    /** Opens all connections, so that a file that cannot be read is found when the store is opened. */
    void open() throws SQLException {
        try {
            for (int i = 0; i < size; i++) {
                idle.push(SqliteConnection.on(connections.reader()));
            }
        } catch (Throwable failure) {
            close();
            throw failure;
        }
    }

    <R> R read(Function<SqliteConnection, R> query) {
        // A read never waits for a writer, so neither the wait nor the query needs a time-out.
        free.acquireUninterruptibly();
        int lentIn = safeguard.generation();
        SqliteConnection session = null;
        try {
            session = take(lentIn);
            R result = query.apply(session);
            giveBack(session, lentIn);
            return result;
        } catch (SQLException e) {
            throw safeguard.explain(e);
        } catch (RuntimeException | Error e) {
            if (session != null) {
                giveBackAfter(e, session, lentIn);
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
            for (SqliteConnection session = poll(); session != null; session = poll()) {
                close(session);
            }
        } finally {
            free.release(size);
        }
    }

    private SqliteConnection take(int wanted) throws SQLException {
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
        outdated.forEach(this::close);
        SqliteConnection session = poll();
        return session == null ? SqliteConnection.on(connections.reader()) : session;
    }

    private void giveBackAfter(Throwable failure, SqliteConnection session, int lentIn) {
        if (SqliteErrors.isFatalForConnection(failure)) {
            LOG.warn("{}: a connection that reads is opened anew after: {}", store, failure.toString());
            close(session);
        } else {
            giveBack(session, lentIn);
        }
    }

    private synchronized @Nullable SqliteConnection poll() {
        return idle.poll();
    }

    private void giveBack(SqliteConnection session, int lentIn) {
        synchronized (this) {
            if (lentIn == generation) {
                idle.push(session);
                return;
            }
        }
        close(session);
    }

    private void close(SqliteConnection session) {
        try {
            session.close();
        } catch (SQLException | RuntimeException e) {
            LOG.warn("{}: closing a connection failed", store, e);
        }
    }
}
