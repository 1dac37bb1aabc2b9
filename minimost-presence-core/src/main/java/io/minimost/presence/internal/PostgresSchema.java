package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Creates the tables in their schema, and refuses what it does not know. */
final class PostgresSchema {
    /** The version of the tables. A schema with another one is refused. */
    static final int VERSION = 1;

    private static final int OLDEST_SERVER = 15;
    private static final SqlScript TABLES = SqlScript.load("postgres-tables.sql");

    /** Added to the same version, each with the name of one of its tables: an older library goes on beside a newer one. */
    private static final Map<String, SqlScript> ADDITIONS = Map.of(
            "mp_sessions", SqlScript.load("postgres-sessions.sql"),
            "mp_status", SqlScript.load("postgres-status.sql"),
            "mp_privacy", SqlScript.load("postgres-privacy.sql"),
            "mp_deliveries", SqlScript.load("postgres-receipts.sql"));

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
        if (isComplete()) {
            requireVersion();
            return;
        }
        execute("BEGIN");
        try {
            execute("SET LOCAL lock_timeout TO '60s'"); // Another node may take its time.
            execute("SELECT pg_advisory_xact_lock(" + locks.of("schema") + ")");
            if (!isCreated()) {
                createSchema();
                TABLES.run(connection);
                execute("INSERT INTO mp_schema (id, version) VALUES (1, " + VERSION + ")");
            }
            requireVersion();
            for (String table : missing()) {
                Objects.requireNonNull(ADDITIONS.get(table)).run(connection);
            }
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

    /** Asks the catalog: a name is looked up by what the transaction knew of the schemas when it began to wait for the lock. */
    private boolean isCreated() throws SQLException {
        return count("SELECT count(*) FROM pg_tables WHERE schemaname = ? AND tablename = 'mp_schema'") > 0;
    }

    private boolean isComplete() throws SQLException {
        return missing().isEmpty();
    }

    /** The additions that are missing. */
    private Set<String> missing() throws SQLException {
        Set<String> missing = new TreeSet<>(ADDITIONS.keySet());
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT tablename FROM pg_tables WHERE schemaname = ?")) {
            statement.setString(1, settings.schema());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    missing.remove(rows.getString(1));
                }
            }
        }
        return missing;
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
}
