package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.JDBC;

/**
 * Upgrades a file of any MiniMost to the schema of this library: adds what is missing and keeps all rows. Doing it twice is
 * harmless, and MiniMost may do its own part of it at any time.
 */
final class Schema {
    /** The schema version of this library; MiniMost leaves it at 0. A file with a higher version is refused. */
    static final int VERSION = 2;

    /** The value of {@code PRAGMA auto_vacuum} for INCREMENTAL. */
    private static final int INCREMENTAL = 2;

    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);
    /** WAL, and the only mode of a database in memory. */
    private static final Set<String> JOURNAL_MODES = Set.of("wal", "memory");

    private static final SqlScript TABLES = SqlScript.load("minimost-tables.sql");
    private static final SqlScript OWN_TABLES = SqlScript.load("own-tables.sql");
    private static final SqlScript INDEXES = SqlScript.load("own-indexes.sql");
    private static final SqlScript ONE_LIVE_CALL = SqlScript.load("one-live-call-index.sql");

    private final String store;
    private final Connection connection;

    Schema(String store, Connection connection) {
        this.store = store;
        this.connection = connection;
    }

    /** Refuses a file that a newer version of this library has upgraded. */
    void requireKnownVersion() throws SQLException {
        int version = version();
        if (version > VERSION) {
            throw new PresenceStoreException.Unusable(
                    store,
                    PresenceStoreException.NO_CODE,
                    String.format(
                            Locale.ROOT, "the file has version %d, this library knows up to %d", version, VERSION),
                    null);
        }
    }

    /** Adds what is missing, in one transaction, and sets the journal mode. */
    void upgrade() throws SQLException {
        // In a file without tables this must come before WAL; in any other file it takes effect at the VACUUM below.
        if (number("PRAGMA auto_vacuum") != INCREMENTAL) { // Setting it again would take the write lock.
            execute("PRAGMA auto_vacuum = INCREMENTAL");
        }
        String mode = text("PRAGMA journal_mode = WAL");
        if (!JOURNAL_MODES.contains(mode)) {
            throw new PresenceStoreException.Unusable(
                    store, PresenceStoreException.NO_CODE, "its journal mode stays " + mode + " instead of WAL", null);
        }
        if (!isComplete()) {
            execute("BEGIN IMMEDIATE");
            try {
                requireKnownVersion(); // Again: from here on no other process can raise it.
                int before = version();
                addMissing();
                if (before != VERSION) {
                    execute("PRAGMA user_version = " + VERSION);
                }
                execute("COMMIT");
                LOG.info("{}: schema version {} -> {}", store, before, VERSION);
            } catch (SQLException | RuntimeException e) {
                rollback(e);
                throw e;
            }
        }
        enableAutoVacuum();
    }

    private void addMissing() throws SQLException {
        TABLES.run(connection);
        OWN_TABLES.run(connection);
        for (Column column : missingColumns()) {
            execute(String.format(Locale.ROOT, "ALTER TABLE %s ADD COLUMN %s", column.table(), column.definition()));
        }
        INDEXES.run(connection);
        if (hasTwoLiveCallsInAChannel()) {
            LOG.warn(
                    "{}: a channel has more than one live call, so the rule of one is not enforced before they have"
                            + " ended and the store is opened again",
                    store);
        } else {
            ONE_LIVE_CALL.run(connection);
        }
    }

    private boolean isComplete() throws SQLException {
        if (version() < VERSION) {
            return false;
        }
        try (Connection reference = reference()) {
            return names(connection).containsAll(names(reference))
                    && columns(connection)
                            .keySet()
                            .containsAll(columns(reference).keySet());
        }
    }

    private List<Column> missingColumns() throws SQLException {
        try (Connection reference = reference()) {
            Map<String, Column> missing = columns(reference);
            missing.keySet().removeAll(columns(connection).keySet());
            return List.copyOf(missing.values());
        }
    }

    /** An empty database with the complete schema, to compare with. */
    private static Connection reference() throws SQLException {
        Connection reference = JDBC.createConnection(JDBC.PREFIX + ":memory:", new Properties());
        TABLES.run(reference);
        OWN_TABLES.run(reference);
        INDEXES.run(reference);
        ONE_LIVE_CALL.run(reference);
        return reference;
    }

    private static Set<String> names(Connection database) throws SQLException {
        Set<String> names = new HashSet<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM sqlite_schema")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    /** The columns by {@code table.column}. */
    private static Map<String, Column> columns(Connection database) throws SQLException {
        Map<String, Column> columns = new LinkedHashMap<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT tables.name, columns.name, columns.type, columns."notnull", columns.dflt_value
                        FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
                        WHERE tables.type = 'table'
                        ORDER BY tables.rowid, columns.cid
                        """)) {
            while (rows.next()) {
                String table = rows.getString(1);
                String name = rows.getString(2);
                String notNull = rows.getBoolean(4) ? " NOT NULL" : "";
                String byDefault = rows.getString(5) == null ? "" : " DEFAULT " + rows.getString(5);
                columns.put(
                        table + "." + name, new Column(table, name + " " + rows.getString(3) + notNull + byDefault));
            }
        }
        return columns;
    }

    private boolean hasTwoLiveCallsInAChannel() throws SQLException {
        return number("""
                        SELECT count(*) FROM (
                            SELECT 1 FROM calls WHERE state IN ('ringing', 'active')
                            GROUP BY channel HAVING count(*) > 1)
                        """) > 0;
    }

    /** Without auto_vacuum, the file never shrinks. MiniMost does the same when it starts. */
    private void enableAutoVacuum() throws SQLException {
        if (number("PRAGMA auto_vacuum") != 0) {
            return;
        }
        try {
            execute("PRAGMA auto_vacuum = INCREMENTAL");
            execute("VACUUM");
            LOG.info("{}: compacted once, to enable auto_vacuum", store);
        } catch (SQLException e) {
            if (!SqliteErrors.isBusy(e) && !SqliteErrors.isFull(e)) {
                throw e;
            }
            LOG.info("{}: not compacted ({}); the next open tries again", store, e.getMessage());
        }
    }

    private void rollback(Exception failure) {
        try {
            execute("ROLLBACK");
        } catch (SQLException e) {
            failure.addSuppressed(e); // SQLite may have rolled back already.
        }
    }

    private int version() throws SQLException {
        return (int) number("PRAGMA user_version");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private String text(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private record Column(String table, String definition) {}
}
