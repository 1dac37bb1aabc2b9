package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.sqlite.JDBC;

/** A copy of an SQLite database at one moment, which is opened and checked before it counts as one. */
final class Backup {
    private final String store;
    private final Path target;

    /** @throws IllegalArgumentException if there is something at {@code target}, or no directory for it */
    Backup(String store, Path target) {
        this.store = store;
        this.target = DatabasePath.requireFree(target);
    }

    /** Copies what {@code source} sees now, as one read transaction. */
    void copy(Connection source) throws SQLException {
        try (PreparedStatement copy = source.prepareStatement("VACUUM INTO ?")) {
            copy.setString(1, target.toString());
            copy.executeUpdate();
        }
    }

    /**
     * Checks the copy, and puts it on the disk. Its log of facts gets a new name: positions in the log that goes on are none in
     * the copy.
     *
     * @return the number of rows by table
     */
    Map<String, Long> verify() {
        try (Connection copy = JDBC.createConnection(JDBC.PREFIX + target.toUri(), new Properties())) {
            try (Statement statement = copy.createStatement()) {
                statement.execute("PRAGMA synchronous = FULL");
                statement.executeUpdate("UPDATE mp_fact_log SET name = lower(hex(randomblob(8)))");
                requireSound(statement);
                return rows(statement);
            }
        } catch (SQLException e) {
            throw SqliteErrors.translate(target.toString(), e);
        }
    }

    private void requireSound(Statement statement) throws SQLException {
        try (ResultSet check = statement.executeQuery("PRAGMA integrity_check")) {
            if (!check.next() || !"ok".equals(check.getString(1))) {
                throw new PresenceStoreException.Corrupt(
                        store, PresenceStoreException.NO_CODE, "its copy " + target + " is damaged", null);
            }
        }
    }

    private static Map<String, Long> rows(Statement statement) throws SQLException {
        Map<String, Long> rows = new TreeMap<>();
        try (ResultSet tables = statement.executeQuery(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")) {
            while (tables.next()) {
                rows.put(tables.getString(1), 0L);
            }
        }
        for (Map.Entry<String, Long> table : rows.entrySet()) {
            String name = table.getKey().replace("\"", "\"\"");
            try (ResultSet count = statement.executeQuery("SELECT count(*) FROM \"" + name + "\"")) {
                table.setValue(count.getLong(1));
            }
        }
        return rows;
    }
}
