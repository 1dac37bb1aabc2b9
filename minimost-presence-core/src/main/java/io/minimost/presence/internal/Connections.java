package io.minimost.presence.internal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/** Opens connections with the settings that all of them need. */
final class Connections {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    /** The write-ahead log is truncated to this size when it is reset. */
    private static final long JOURNAL_SIZE_LIMIT_BYTES = 16L << 20;

    private static final int CACHE_KIB = 16 << 10;

    private final DatabaseSettings settings;
    private volatile @Nullable OpenFiles files;

    Connections(DatabaseSettings settings) {
        this.settings = settings;
    }

    /** Opens a connection that creates the file if the settings allow it. */
    Connection openFirst() throws SQLException {
        SQLiteConfig config = config();
        if (!settings.createIfMissing()) {
            config.resetOpenMode(SQLiteOpenMode.CREATE);
        }
        return configured(config);
    }

    /**
     * Allows later connections only to these files: not to files that replaced them, and not to an empty database, beside
     * which SQLite would delete the write-ahead log.
     */
    void restrictTo(OpenFiles opened) {
        files = opened;
    }

    /** Opens a connection that can write. Does not create the file again if it has disappeared. */
    Connection openWriter() throws SQLException {
        requireSameFiles();
        SQLiteConfig config = config();
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        return configured(config);
    }

    Connection openReader() throws SQLException {
        requireSameFiles();
        SQLiteConfig config = config();
        config.setReadOnly(true);
        return configured(config);
    }

    /**
     * Ends the transaction of a connection that is about to be closed, if one is open. The driver may be unable to close it when an
     * error has broken off one of its calls, and then it would keep the file locked.
     */
    void rollback(SqliteConnection connection) {
        try {
            connection.execute("ROLLBACK");
        } catch (SQLException | RuntimeException e) {
            LOG.debug("{}: no transaction was open", settings.name(), e);
        }
    }

    /** Closes a connection that is no longer needed, or has failed; there is nothing to do if that fails, too. */
    void close(SqliteConnection connection) {
        try {
            connection.close();
        } catch (SQLException | RuntimeException e) {
            LOG.warn("{}: closing a connection failed", settings.name(), e);
        }
    }

    private void requireSameFiles() {
        OpenFiles expected = files;
        if (expected != null) {
            expected.check();
            expected.require();
        }
    }

    private SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        // Otherwise the driver queries the row id after each INSERT.
        config.setGetGeneratedKeys(false);
        config.setBusyTimeout(Math.toIntExact(settings.busyTimeout().toMillis()));
        return config;
    }

    private Connection configured(SQLiteConfig config) throws SQLException {
        Connection connection = JDBC.createConnection(url(), config.toProperties());
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA foreign_keys = OFF"); // As in MiniMost: its rows may lack their parents.
            statement.execute("PRAGMA journal_size_limit = " + JOURNAL_SIZE_LIMIT_BYTES);
            statement.execute("PRAGMA cache_size = -" + CACHE_KIB);
            return connection;
        } catch (Throwable failure) {
            try (connection) {
                throw failure;
            }
        }
    }

    private String url() {
        // In a URI, '?' and '#' in a path are escaped and not parsed as parameters.
        return JDBC.PREFIX + settings.file().map(Connections::uri).orElse(":memory:");
    }

    private static String uri(Path file) {
        return file.toUri().toString();
    }
}
