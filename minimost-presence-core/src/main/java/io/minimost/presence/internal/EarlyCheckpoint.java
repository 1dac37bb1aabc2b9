package io.minimost.presence.internal;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the write-ahead log to the file before a commit has to. When the log has 1000 pages, SQLite copies them in the commit that
 * finds it so, while all other writers wait. A connection of its own copies them while others write, and leaves little to that
 * commit. Thread-safe.
 */
final class EarlyCheckpoint implements AutoCloseable {
    /** A quarter of what SQLite lets come together. */
    static final int PAGES = 250;

    private static final Logger LOG = LoggerFactory.getLogger(EarlyCheckpoint.class);

    private final String store;
    private final Connections connections;
    private final Safeguard safeguard;
    private @Nullable SqliteConnection connection;
    private boolean closed;

    EarlyCheckpoint(String store, Connections connections, Safeguard safeguard) {
        this.store = store;
        this.connections = connections;
        this.safeguard = safeguard;
    }

    /** Does nothing if there is little to copy, or if the files are lost or may be damaged. */
    void runIfDue() {
        run(PAGES);
    }

    /** Copies also a short log. Returns whether the file has now all that was in it, and is as long as it has to be. */
    boolean run() {
        return run(0);
    }

    private synchronized boolean run(int least) {
        if (closed) {
            return false;
        }
        try {
            SqliteConnection current = connection();
            if (current.pagesToCheckpoint() < least || !safeguard.mayTidyUp()) {
                return false;
            }
            boolean all = current.checkpoint();
            LOG.trace("{}: the log is copied; all of it: {}", store, all);
            return all;
        } catch (SQLException | RuntimeException e) {
            // A commit will do it, and report what is wrong.
            LOG.debug("{}: the log was not copied", store, e);
            discard();
            return false;
        }
    }

    /** To be called while other connections are open: the last one that closes would delete the log. */
    @Override
    public synchronized void close() {
        closed = true;
        discard();
    }

    private SqliteConnection connection() throws SQLException {
        SqliteConnection current = connection;
        if (current == null) {
            current = SqliteConnection.on(connections.openWriter());
            connection = current;
        }
        return current;
    }

    private void discard() {
        SqliteConnection old = connection;
        connection = null;
        if (old != null) {
            connections.close(old);
        }
    }
}
