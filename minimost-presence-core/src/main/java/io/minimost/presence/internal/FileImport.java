package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Copies what lasts from a file to an empty database in PostgreSQL: all rows but those of typing, signals and media. One
 * transaction, so that a failure leaves the database empty. The log of facts keeps its name, so positions in it stay good.
 */
public final class FileImport {
    /** Columns of {@code presence} that follow from the others. */
    private static final Set<String> ONLY_ON_POSTGRES = Set.of("merged", "seen_hour");

    private static final List<String> TABLES = List.of(
            "presence",
            "mp_sessions",
            "mp_presence",
            "mp_status",
            "mp_privacy",
            "read_receipts",
            "mp_read_watermarks",
            "mp_deliveries",
            "mp_read_points",
            "message_reactions",
            "private_channels",
            "private_channel_members",
            "mp_empty_channels",
            "calls",
            "call_participants",
            "mp_call_ends",
            "screenshares",
            "mp_facts");

    /** The tables whose rows have numbers that are never given again. */
    private static final List<String> NUMBERED =
            List.of("private_channels", "call_signals", "call_media", "share_media");

    /** The tables that have an order of their own. */
    private static final List<String> ORDERED =
            List.of("message_reactions", "calls", "call_participants", "screenshares");

    private static final int BATCH = 1000;

    private final String store;
    private final Connection from;
    private final Connection to;

    private FileImport(String store, Connection from, Connection to) {
        this.store = store;
        this.from = from;
        this.to = to;
    }

    /**
     * Copies the file, and returns the number of rows of each table.
     *
     * @throws PresenceStoreException if the file or the database cannot be opened; {@link PresenceStoreException.Unusable} also
     *     if the database is not empty, or the file has what the database cannot hold
     */
    public static Map<String, Long> run(DatabaseSettings file, PostgresSettings database) {
        PostgresConnections connections = new PostgresConnections(database);
        // Upgrades an old file, and keeps other copies of this library away from it meanwhile.
        try (Database opened = Database.open(file);
                Connection from = new Connections(file).openReader();
                Connection to = connections.openPlain()) {
            opened.requireOpen();
            new PostgresSchema(database, connections.locks(), to).create();
            execute(from, "BEGIN");
            PostgresConnections.expectLongStatements(to); // And the server waits while a large file is read.
            execute(
                    to,
                    "SET idle_in_transaction_session_timeout TO 0; BEGIN; SELECT pg_advisory_xact_lock("
                            + connections.locks().everything() + ")");
            FileImport copy = new FileImport(database.name(), from, to);
            copy.requireEmpty();
            Map<String, Long> counts = copy.copyTables();
            copy.continueNumbers();
            copy.continueLog();
            execute(to, "COMMIT");
            return counts;
        } catch (SQLException e) {
            throw isOfValues(e)
                    ? unusable(database.name(), "the file has what the database cannot hold: " + e.getMessage(), e)
                    : PostgresErrors.translate(database.name(), e);
        }
    }

    /** Whether the database refuses a row: a value, one that is missing, or one that is there twice. */
    private static boolean isOfValues(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return state.startsWith("22") || state.startsWith("23");
    }

    private void requireEmpty() throws SQLException {
        for (String table : TABLES) {
            if (count(to, table) > 0) {
                throw unusable("the database is not empty: the table " + table + " has rows");
            }
        }
    }

    private Map<String, Long> copyTables() throws SQLException {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String table : TABLES) {
            copy(table);
            long copied = count(to, table);
            if (copied != count(from, table)) {
                throw unusable(String.format(
                        Locale.ROOT, "%d of %d rows of %s were copied", copied, count(from, table), table));
            }
            counts.put(table, copied);
        }
        // MiniMost writes only receipts, and no MiniMost writes here any more.
        execute(to, """
                INSERT INTO mp_read_watermarks (channel, reader, last_read_ts)
                SELECT channel, reader, max(msg_ts) FROM read_receipts
                WHERE msg_ts BETWEEN -31557014167219200 AND 31556889864403199 GROUP BY channel, reader
                ON CONFLICT (channel, reader) DO UPDATE SET last_read_ts = excluded.last_read_ts
                WHERE excluded.last_read_ts > mp_read_watermarks.last_read_ts
                """);
        execute(to, """
                UPDATE presence SET merged = true WHERE "user" IN (
                    SELECT "user" FROM mp_presence WHERE state IS NOT NULL
                    UNION ALL SELECT "user" FROM mp_status
                    UNION ALL SELECT "user" FROM mp_privacy WHERE invisible <> 0)
                """);
        return counts;
    }

    private void copy(String table) throws SQLException {
        Map<String, String> columns = columns(table);
        String names = columns.keySet().stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "));
        String marks = columns.keySet().stream().map(name -> "?").collect(Collectors.joining(", "));
        List<String> types = new ArrayList<>(columns.values());
        try (Statement query = from.createStatement();
                ResultSet rows = query.executeQuery("SELECT " + names + " FROM " + table);
                PreparedStatement insert =
                        to.prepareStatement("INSERT INTO " + table + " (" + names + ") VALUES (" + marks + ")")) {
            int waiting = 0;
            while (rows.next()) {
                for (int i = 0; i < types.size(); i++) {
                    insert.setObject(i + 1, value(table, rows.getObject(i + 1), types.get(i)));
                }
                insert.addBatch();
                if (++waiting % BATCH == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
    }

    /** The columns of a table that a file has, too, with their types. */
    private Map<String, String> columns(String table) throws SQLException {
        Map<String, String> columns = new LinkedHashMap<>();
        try (Statement statement = to.createStatement();
                ResultSet nothing = statement.executeQuery("SELECT * FROM " + table + " LIMIT 0")) {
            ResultSetMetaData types = nothing.getMetaData();
            for (int i = 1; i <= types.getColumnCount(); i++) {
                columns.put(types.getColumnName(i), types.getColumnTypeName(i));
            }
        }
        columns.keySet().removeAll(ONLY_ON_POSTGRES);
        return columns;
    }

    /** A column of SQLite may hold values of any type. */
    private @Nullable Object value(String table, @Nullable Object value, String type) {
        if (value == null) {
            return null;
        }
        if (value instanceof byte[]) {
            throw unusable(table + " has bytes where a text or a number belongs");
        }
        if (type.equals("text")) {
            String text = value.toString();
            if (!PostgresText.of(text).equals(text)) {
                throw unusable(table + " has a text that PostgreSQL does not take, with U+0000 or half a character");
            }
            return text;
        }
        if (!(value instanceof Number number)) {
            throw unusable(table + " has '" + value + "' where a number belongs");
        }
        return switch (type) {
            case "float8" -> number.doubleValue();
            case "int4" -> number.intValue();
            default -> number.longValue();
        };
    }

    private void continueNumbers() throws SQLException {
        for (String table : NUMBERED) {
            long last = number(from, "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = '" + table + "'");
            continueAfter(table, "id", last);
        }
        for (String table : ORDERED) {
            continueAfter(table, "rowid", number(to, "SELECT coalesce(max(rowid), 0) FROM " + table));
        }
    }

    private void continueAfter(String table, String column, long last) throws SQLException {
        if (last > 0) {
            execute(to, "SELECT setval(pg_get_serial_sequence('" + table + "', '" + column + "'), " + last + ")");
        }
    }

    private void continueLog() throws SQLException {
        long last = number(from, "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'mp_facts'");
        try (Statement query = from.createStatement();
                ResultSet log = query.executeQuery("SELECT name FROM mp_fact_log");
                PreparedStatement update = to.prepareStatement(
                        "UPDATE mp_fact_log SET name = ?, last_seq = ?, last_deletion = ? WHERE id = 1")) {
            log.next();
            update.setString(1, log.getString(1));
            update.setLong(2, last);
            update.setLong(3, last);
            update.executeUpdate();
        }
    }

    private static long count(Connection connection, String table) throws SQLException {
        return number(connection, "SELECT count(*) FROM " + table);
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private PresenceStoreException.Unusable unusable(String problem) {
        return unusable(store, problem, null);
    }

    private static PresenceStoreException.Unusable unusable(
            String store, String problem, @Nullable SQLException cause) {
        return new PresenceStoreException.Unusable(store, PresenceStoreException.NO_CODE, problem, cause);
    }
}
