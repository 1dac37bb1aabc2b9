package io.minimost.presence.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A connection that holds the file as long as a store is open, whatever becomes of the connections that work: so there is
 * always somebody for whom {@code -wal} and {@code -shm} stay, and whatever happens to them was done from outside. It
 * cannot write. Thread-safe.
 */
final class AnchorConnection implements AutoCloseable {
    private static final int LOG_HEADER_BYTES = 32;
    private static final int FRAME_HEADER_BYTES = 24;

    private final Connection connection;
    private final long pageBytes;
    private final CachedStatement log = new CachedStatement("PRAGMA wal_checkpoint(NOOP)");

    private AnchorConnection(Connection connection, long pageBytes) {
        this.connection = connection;
        this.pageBytes = pageBytes;
    }

    /** Takes over {@code connection}. */
    static AnchorConnection on(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // With its first read, SQLite takes the shared lock on the file, and keeps it.
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

    /** How far the write-ahead log is written and carried over into the database; takes no lock. */
    synchronized Log log() throws SQLException {
        return log.run(connection, statement -> {
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Log(row.getLong("log"), row.getLong("checkpointed"), pageBytes + FRAME_HEADER_BYTES);
            }
        });
    }

    @Override
    public synchronized void close() throws SQLException {
        connection.close();
    }

    /**
     * @param frames that are valid
     * @param checkpointed how many of them are in the database as well
     */
    record Log(long frames, long checkpointed, long frameBytes) {
        /** The file of the log cannot be shorter. */
        long bytes() {
            return frames <= 0 ? 0 : LOG_HEADER_BYTES + frames * frameBytes;
        }
    }
}
