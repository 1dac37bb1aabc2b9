package io.minimost.presence.internal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/** Opens connections with the settings that every one of them needs. */
final class Connections {
    /** The write-ahead log is cut back to this size when it is reset. */
    private static final long JOURNAL_SIZE_LIMIT_BYTES = 16L << 20;

    private static final int CACHE_KIB = 16 << 10;

    private final DatabaseSettings settings;
    private volatile @Nullable OpenFiles files;

    Connections(DatabaseSettings settings) {
        this.settings = settings;
    }

    /** A connection that may create the file, if the settings say so. */
    Connection openFirst() throws SQLException {
        SQLiteConfig config = config();
        if (!settings.createIfMissing()) {
            config.resetOpenMode(SQLiteOpenMode.CREATE);
        }
        return configured(config);
    }

    /**
     * All later connections must be to these files: not to others that have taken their place, nor to an empty database,
     * beside which SQLite would delete the write-ahead log.
     */
    void restrictTo(OpenFiles opened) {
        files = opened;
    }

    /** A connection to the file as it is: a file that has disappeared is not made anew. */
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

    private void requireSameFiles() {
        OpenFiles expected = files;
        if (expected != null) {
            expected.check();
            expected.require();
        }
    }

    private SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        // Otherwise each INSERT is followed by a query for its row id.
        config.setGetGeneratedKeys(false);
        config.setBusyTimeout(Math.toIntExact(settings.busyTimeout().toMillis()));
        return config;
    }

    private Connection configured(SQLiteConfig config) throws SQLException {
        Connection connection = JDBC.createConnection(url(), config.toProperties());
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA foreign_keys = OFF"); // As in the original, whose rows may lack their parents.
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
        // The URI form keeps '?' and '#' in a path from being read as parameters.
        return JDBC.PREFIX + settings.file().map(Connections::uri).orElse(":memory:");
    }

    private static String uri(Path file) {
        return file.toUri().toString();
    }
}
