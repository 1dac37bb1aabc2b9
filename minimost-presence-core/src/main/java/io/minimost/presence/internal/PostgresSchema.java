package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Creates the tables in their schema, and refuses what it does not know. */
final class PostgresSchema {
    /** The version of the tables. A schema with another one is refused. */
    static final int VERSION = 1;

    private static final int OLDEST_SERVER = 15;
    private static final SqlScript TABLES = SqlScript.load("postgres-tables.sql");

    /** Added to the same version, in this order: an older library goes on beside a newer one. */
    private static final List<Addition> ADDITIONS = List.of(
            new Addition("mp_sessions", SqlScript.load("postgres-sessions.sql")),
            new Addition("mp_status", SqlScript.load("postgres-status.sql")),
            new Addition("mp_privacy", SqlScript.load("postgres-privacy.sql")),
            new Addition("mp_deliveries", SqlScript.load("postgres-receipts.sql")),
            new Addition("calls_channel", SqlScript.load("postgres-calls-channel.sql")),
            new Addition("screenshares_channel", SqlScript.load("postgres-screenshares-channel.sql")),
            new Addition("mp_read_points_channel", SqlScript.load("postgres-read-points-channel.sql")),
            new Addition("presence_seen_hour", SqlScript.load("postgres-seen-hour.sql")));

    private final PostgresSettings settings;
    private final LockNumbers locks;
    private final Connection connection;

    PostgresSchema(PostgresSettings settings, LockNumbers locks, Connection connection) {
        this.settings = settings;
        this.locks = locks;
        this.connection = connection;
    }

    /** Creates what is missing. Several nodes may do it at the same time. */
    void create() throws SQLException {
        requireServer();
        if (!isCreated()) {
            alone(this::createTables);
        }
        requireVersion();
        // Each in a transaction of its own: while it waits for a table, it must not hold another for which a running
        // node waits.
        for (Addition addition : missing()) {
            alone(() -> add(addition));
        }
    }

    private void createTables() throws SQLException {
        if (!isCreated()) {
            createSchema();
            TABLES.run(connection);
            for (Addition addition : ADDITIONS) {
                addition.script().run(connection);
            }
            execute("INSERT INTO mp_schema (id, version) VALUES (1, " + VERSION + ")");
        }
    }

    private void add(Addition addition) throws SQLException {
        requireVersion();
        if (missing().contains(addition)) {
            addition.script().run(connection);
        }
    }

    /** Runs a step in a transaction, while no other node runs one. */
    private void alone(Step step) throws SQLException {
        PostgresConnections.expectLongStatements(connection); // The tables may be large.
        execute("BEGIN");
        try {
            execute("SET LOCAL lock_timeout TO '60s'"); // Another node may take its time.
            execute("SELECT pg_advisory_xact_lock(" + locks.of("schema") + ")");
            step.run();
            execute("COMMIT");
        } catch (Throwable failure) {
            rollback(failure);
            throw failure;
        }
    }

    private void requireServer() throws SQLException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST_SERVER) {
            throw unusable(String.format(
                    Locale.ROOT, "the server is PostgreSQL %d, at least %d is needed", version, OLDEST_SERVER));
        }
        String encoding = text("SHOW server_encoding");
        if (!encoding.equals("UTF8")) {
            throw unusable("the encoding of the database is " + encoding + ", only UTF8 holds all names");
        }
    }

    private boolean isCreated() throws SQLException {
        return names().contains("mp_schema");
    }

    private List<Addition> missing() throws SQLException {
        Set<String> names = names();
        return ADDITIONS.stream()
                .filter(addition -> !names.contains(addition.name()))
                .toList();
    }

    /**
     * The tables and indexes. Asks the catalog: a name is looked up by what the transaction knew of the schemas when it began to wait
     * for the lock.
     */
    private Set<String> names() throws SQLException {
        Set<String> names = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT relname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace WHERE nspname = ?
                """)) {
            statement.setString(1, settings.schema());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
        }
        return names;
    }

    private void requireVersion() throws SQLException {
        int version = Integer.parseInt(text("SELECT version FROM " + settings.quotedSchema() + ".mp_schema"));
        if (version != VERSION) {
            throw unusable(
                    String.format(Locale.ROOT, "the tables have version %d, this library knows %d", version, VERSION));
        }
    }

    /** A role may have no right to create a schema that exists already. */
    private void createSchema() throws SQLException {
        if (count("SELECT count(*) FROM pg_namespace WHERE nspname = ?") > 0) {
            return;
        }
        execute("CREATE SCHEMA " + settings.quotedSchema());
    }

    /** @param query with the name of the schema as its parameter */
    private int count(String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, settings.schema());
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    private void rollback(Throwable failure) {
        try {
            execute("ROLLBACK");
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String text(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    private PresenceStoreException.Unusable unusable(String problem) {
        return new PresenceStoreException.Unusable(settings.name(), PresenceStoreException.NO_CODE, problem, null);
    }

    /** @param name of the table or index that the script creates */
    private record Addition(String name, SqlScript script) {}

    private interface Step {
        void run() throws SQLException;
    }
}
