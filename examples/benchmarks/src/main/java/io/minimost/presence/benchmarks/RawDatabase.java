package io.minimost.presence.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.sqlite.JDBC;

/**
 * The other side of the comparison: sqlite-jdbc as an expert would use it by hand. One connection that stays open,
 * statements that stay prepared, the write-ahead log, no query for generated keys.
 */
final class RawDatabase implements AutoCloseable {
    private final Connection connection;

    RawDatabase(Path file) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("jdbc.get_generated_keys", "false");
        settings.setProperty("busy_timeout", "5000");
        connection = JDBC.createConnection(JDBC.PREFIX + file, settings);
        execute("PRAGMA journal_mode = WAL");
        execute("PRAGMA synchronous = NORMAL");
    }

    PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
