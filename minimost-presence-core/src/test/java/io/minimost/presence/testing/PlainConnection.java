package io.minimost.presence.testing;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A connection without the library: what another program does to the database, and sees in it. */
public final class PlainConnection implements AutoCloseable {
    private final Connection connection;

    private PlainConnection(Connection connection) {
        this.connection = connection;
    }

    public static PlainConnection to(Path file) {
        try {
            return new PlainConnection(DriverManager.getConnection("jdbc:sqlite:" + file));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs on {@code connection}, and closes it at the end. */
    public static PlainConnection on(Connection connection) {
        return new PlainConnection(connection);
    }

    /** Runs one statement and fetches its results. */
    public List<List<@Nullable Object>> sql(String sql, @Nullable Object... arguments) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            if (!statement.execute()) {
                return List.of();
            }
            try (ResultSet rows = statement.getResultSet()) {
                return fetch(rows);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Runs statements that are separated by semicolons. */
    public PlainConnection script(String script) {
        for (String sql : script.split(";", -1)) {
            if (!sql.isBlank()) {
                sql(sql);
            }
        }
        return this;
    }

    public long number(String query, Object... arguments) {
        return Long.parseLong(text(query, arguments));
    }

    public String text(String query, Object... arguments) {
        return String.valueOf(sql(query, arguments).get(0).get(0));
    }

    /** The first column of the result of {@code query}. */
    public List<String> column(String query, Object... arguments) {
        return sql(query, arguments).stream()
                .map(row -> String.valueOf(row.get(0)))
                .toList();
    }

    /** Every row of every table, readable and comparable. */
    public String dump() {
        return column("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").stream()
                .map(table -> table + ": " + dump(table, "*"))
                .collect(Collectors.joining("\n"));
    }

    /** The rows of {@code columns} in {@code table}, in the order of the file. */
    public String dump(String table, String columns) {
        return sql("SELECT %s FROM %s ORDER BY rowid".formatted(columns, table)).toString();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<List<@Nullable Object>> fetch(ResultSet rows) throws SQLException {
        List<List<@Nullable Object>> fetched = new ArrayList<>();
        int width = rows.getMetaData().getColumnCount();
        while (rows.next()) {
            List<@Nullable Object> row = new ArrayList<>(width);
            for (int i = 1; i <= width; i++) {
                Object value = rows.getObject(i);
                row.add(value instanceof byte[] bytes ? Arrays.toString(bytes) : value);
            }
            fetched.add(row);
        }
        return fetched;
    }
}
