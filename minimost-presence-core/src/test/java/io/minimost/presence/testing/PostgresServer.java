package io.minimost.presence.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The PostgreSQL server of the tests of this JVM: the one that {@code -Dminimost.postgres=jdbc:...} names, or one of its own.
 * Where neither can run, the tests that need it are skipped, unless {@code MINIMOST_REQUIRE_POSTGRES} is set.
 */
public final class PostgresServer {
    /** Schemas whose tables are empty. */
    private static final Deque<String> FREE = new ArrayDeque<>();

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static @Nullable String url;
    private static @Nullable String problem;
    private static @Nullable Connection administrator;

    private PostgresServer() {}

    /** Why there is no server; empty if there is one. */
    public static synchronized Optional<String> problem() {
        if (url == null && problem == null) {
            start();
        }
        return Optional.ofNullable(problem);
    }

    /** Opens connections to the server. */
    public static PGSimpleDataSource dataSource() {
        problem().ifPresent(reason -> {
            throw new IllegalStateException(reason);
        });
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        return source;
    }

    /** A connection to the tables in {@code schema}. */
    static PlainConnection plain(String schema) {
        try {
            PlainConnection plain = PlainConnection.on(dataSource().getConnection());
            plain.sql("SET search_path TO " + schema);
            return plain;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A schema of its own for a test: new, or with empty tables. */
    public static synchronized String borrowSchema() {
        String free = FREE.poll();
        return free != null ? free : "mp_test_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
    }

    /** Empties the tables of {@code schema}, as a store creates them. */
    public static synchronized void giveBack(String schema) {
        try (Statement statement = administrator().createStatement()) {
            List<String> tables = column(
                    statement,
                    "SELECT table_name FROM information_schema.tables WHERE table_schema = '" + schema + "'");
            List<String> identities =
                    column(statement, "SELECT sequencename FROM pg_sequences WHERE schemaname = '" + schema + "'");
            statement.execute("SET search_path TO " + schema + ";"
                    + tables.stream()
                            .filter(table -> !List.of("mp_schema", "mp_fact_log", "mp_alive")
                                    .contains(table))
                            .map(table -> "DELETE FROM " + table + ";")
                            .collect(Collectors.joining())
                    + identities.stream()
                            .map(name -> "ALTER SEQUENCE " + name + " RESTART;")
                            .collect(Collectors.joining())
                    + "UPDATE mp_fact_log SET last_seq = 0, last_deletion = 0;"
                    + "INSERT INTO mp_alive (id) VALUES (1) ON CONFLICT DO NOTHING");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        FREE.push(schema);
    }

    /** One connection for all: a new one has to read the server's catalog first, which takes longer than the work. */
    private static Connection administrator() throws SQLException {
        Connection connection = administrator;
        if (connection == null || connection.isClosed()) {
            connection = dataSource().getConnection();
            administrator = connection;
        }
        return connection;
    }

    /** Runs statements on a connection of their own. */
    static void sql(String sql) {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A server that is not ours shall be as it was. */
    private static synchronized void dropSchemas() {
        FREE.forEach(schema -> sql("DROP SCHEMA IF EXISTS " + schema + " CASCADE"));
    }

    private static List<String> column(Statement statement, String query) throws SQLException {
        List<String> column = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                column.add(rows.getString(1));
            }
        }
        return column;
    }

    private static void start() {
        String given = System.getProperty("minimost.postgres");
        if (given != null) {
            url = given;
            Runtime.getRuntime().addShutdownHook(new Thread(PostgresServer::dropSchemas, "drop-schemas"));
            return;
        }
        try {
            // Nothing of these tests is to survive a crash; those that crash a server have one of their own.
            EmbeddedPostgres own = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("max_connections", "200")
                    .start();
            url = own.getJdbcUrl("postgres", "postgres");
        } catch (IOException | RuntimeException e) {
            problem = "PostgreSQL cannot run here: " + e;
        }
    }
}
