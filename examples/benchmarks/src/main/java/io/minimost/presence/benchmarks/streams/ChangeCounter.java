package io.minimost.presence.benchmarks.streams;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import org.sqlite.JDBC;

/** The counter in the file by which MiniMost's streams notice a change. Its connection is open until the process ends. Thread-safe. */
final class ChangeCounter {
    private final Connection connection;
    private final PreparedStatement query;

    ChangeCounter(Path file) throws SQLException {
        connection = JDBC.createConnection(JDBC.PREFIX + file, new Properties());
        query = connection.prepareStatement("SELECT gen FROM event_signal WHERE id = 1");
    }

    synchronized long read() throws SQLException {
        try (ResultSet answer = query.executeQuery()) {
            return answer.next() ? answer.getLong(1) : 0;
        }
    }
}
