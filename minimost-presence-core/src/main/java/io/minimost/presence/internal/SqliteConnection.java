package io.minimost.presence.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * One connection with its JDBI handle, attached SQL objects and prepared statements. Its owner confines it to one thread at a
 * time.
 */
final class SqliteConnection implements SqlSession, AutoCloseable {
    private final Connection connection;
    private final JdbiSession jdbi;
    private final CachedStatement begin = new CachedStatement("BEGIN IMMEDIATE");
    private final CachedStatement commit = new CachedStatement("COMMIT");
    private final CachedStatement rollback = new CachedStatement("ROLLBACK");
    private final CachedStatement dataVersion = new CachedStatement("PRAGMA data_version");
    private final CachedStatement freePages = new CachedStatement("PRAGMA freelist_count");
    private final CachedStatement log = new CachedStatement("PRAGMA wal_checkpoint(NOOP)");
    private @Nullable Durability durability;

    private SqliteConnection(Connection connection) {
        this.connection = connection;
        jdbi = new JdbiSession(connection);
    }

    /** Wraps {@code connection}; closes it if that fails. */
    static SqliteConnection on(Connection connection) throws SQLException {
        try {
            return new SqliteConnection(connection);
        } catch (Throwable failure) {
            try (connection) {
                throw failure;
            }
        }
    }

    @Override
    public <T> T sql(Dao<T> dao) {
        return jdbi.sql(dao);
    }

    /** Sets the durability of the next commits. Only outside a transaction. */
    void setDurability(Durability next) throws SQLException {
        if (next != durability) {
            execute(next.pragma());
            durability = next;
        }
    }

    // Transactions are SQL statements, and for JDBC the connection is in autocommit mode. sqlite-jdbc's own
    // transaction_mode=IMMEDIATE begins the next transaction in commit(): it keeps the write lock, and it can report
    // BUSY
    // for data that is committed. And JDBI's handle would look for commit callbacks at every write.

    /** Begins a transaction, and takes the write lock. */
    void begin() throws SQLException {
        run(begin);
    }

    void commit() throws SQLException {
        run(commit);
    }

    void rollback() throws SQLException {
        run(rollback);
    }

    /** The number of rows that this connection has changed since it was opened. */
    long totalChanges() throws SQLException {
        // Not by a query: each durable write asks twice.
        return connection.unwrap(SQLiteConnection.class).getDatabase().total_changes();
    }

    /** A number that changes when another connection, in this or any other process, has committed a change. */
    long dataVersion() throws SQLException {
        return number(dataVersion);
    }

    /** The number of pages of the file that hold nothing. */
    long freePages() throws SQLException {
        return number(freePages);
    }

    /** Takes up to {@code count} of the pages that hold nothing out of the file. Only outside a transaction. */
    void releasePages(int count) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // With execute() the driver would take one step of the statement, and that is one page.
            statement.executeUpdate("PRAGMA incremental_vacuum(" + count + ")");
        }
    }

    /**
     * Copies the write-ahead log to the file as far as no reader needs it. Only outside a transaction. Returns whether that
     * was all of it.
     */
    boolean checkpoint() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA wal_checkpoint(PASSIVE)")) {
            result.next();
            return result.getLong("log") == result.getLong("checkpointed");
        }
    }

    /** How many pages of the write-ahead log are not in the file yet. Takes no lock. */
    long pagesToCheckpoint() throws SQLException {
        return log.<Long>run(connection, statement -> {
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong("log") - row.getLong("checkpointed");
            }
        });
    }

    void copyTo(Backup backup) throws SQLException {
        backup.copy(connection);
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            jdbi.close();
        }
    }

    private void run(CachedStatement statement) throws SQLException {
        statement.run(connection, PreparedStatement::executeUpdate);
    }

    private long number(CachedStatement query) throws SQLException {
        return query.<Long>run(connection, statement -> {
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }
}
