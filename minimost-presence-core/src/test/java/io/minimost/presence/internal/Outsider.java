package io.minimost.presence.internal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.sqlite.JDBC;

/** A plain connection to the file of a store, as in another program. */
final class Outsider implements AutoCloseable {
    private final Connection connection;

    private Outsider(Path file) throws SQLException {
        connection = JDBC.createConnection(JDBC.PREFIX + file.toUri(), new Properties());
    }

    static Outsider on(Path file) throws SQLException {
        return new Outsider(file);
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    List<String> query(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> results = new ArrayList<>();
            while (rows.next()) {
                results.add(String.valueOf(rows.getString(1)));
            }
            return results;
        }
    }

    long number(String sql) throws SQLException {
        return Long.parseLong(query(sql).get(0));
    }

    /** How many pages of the write-ahead log are not in the file yet. */
    long pagesToCheckpoint() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(NOOP)")) {
            row.next();
            return row.getLong("log") - row.getLong("checkpointed");
        }
    }

    /** The pairs that are complete. */
    Set<Long> ids() throws SQLException {
        Set<Long> ids = new TreeSet<>();
        query("SELECT id FROM pairs GROUP BY id HAVING count(*) = 2").forEach(id -> ids.add(Long.valueOf(id)));
        return ids;
    }

    long halves() throws SQLException {
        return number("SELECT count(*) FROM (SELECT 1 FROM pairs GROUP BY id HAVING count(*) <> 2)");
    }

    String integrity() throws SQLException {
        return String.join("\n", query("PRAGMA integrity_check"));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
