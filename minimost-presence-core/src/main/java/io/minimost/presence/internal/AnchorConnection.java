package io.minimost.presence.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A read-only connection that stays open as long as the store, even when other connections are reopened. While it is open,
 * SQLite does not delete {@code -wal} and {@code -shm}, so if they disappear, something else deleted them. Thread-safe.
 */
final class AnchorConnection implements AutoCloseable {
    private static final int LOG_HEADER_BYTES = 32;
    private static final int FRAME_HEADER_BYTES = 24;

    private final Connection connection;
    private final long pageBytes;
    private final CachedStatement log = new CachedStatement("PRAGMA wal_checkpoint(NOOP)");
    private final CachedStatement pages = new CachedStatement("PRAGMA page_count");

    private AnchorConnection(Connection connection, long pageBytes) {
        this.connection = connection;
        this.pageBytes = pageBytes;
    }

    /** Takes ownership of {@code connection}; closes it if that fails. */
    static AnchorConnection on(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // At the first read, SQLite takes the shared lock on the file, and keeps it.
            statement.execute("SELECT count(*) FROM sqlite_schema");
            try (ResultSet row = statement.executeQuery("PRAGMA page_size")) {
                row.next();
                return new AnchorConnection(connection, row.getLong(1));
            }
        } catch (Throwable failure) {
            try (connection) {
                throw failure;
            }
        }
    }

    /** How many frames the write-ahead log has and how many are checkpointed; takes no lock. */
    synchronized Log log() throws SQLException {
        return log.run(connection, statement -> {
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Log(row.getLong("log"), row.getLong("checkpointed"), pageBytes + FRAME_HEADER_BYTES);
            }
        });
    }

    /** How long the file is once everything that is committed now is checkpointed. */
    synchronized long databaseBytes() throws SQLException {
        return pages.run(connection, statement -> {
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1) * pageBytes;
            }
        });
    }

    @Override
    public synchronized void close() throws SQLException {
        connection.close();
    }

    /**
     * The state of the write-ahead log.
     *
     * @param frames the number of valid frames
     * @param checkpointed how many of them are checkpointed into the database
     */
    record Log(long frames, long checkpointed, long frameBytes) {
        /** The minimum size of the log file. */
        long bytes() {
            return frames <= 0 ? 0 : LOG_HEADER_BYTES + frames * frameBytes;
        }
    }
}
