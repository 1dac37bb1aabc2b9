package io.minimost.presence.benchmarks;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.PresenceStoreBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL server on this machine, with the stores and connections of a comparison: the one that
 * {@code -Dminimost.postgres=jdbc:...} names, or one of its own. Each side has a schema of its own.
 */
final class PostgresFixture {
    private static @Nullable EmbeddedPostgres own;

    private final Fixture fixture;
    private final PGSimpleDataSource source = new PGSimpleDataSource();
    private int schemas;

    PostgresFixture(Fixture fixture) throws UnavailableException {
        this.fixture = fixture;
        @Nullable String given = System.getProperty("minimost.postgres");
        source.setUrl(given == null ? start() : given);
    }

    /** Starts the server that all comparisons of this JVM share. It ends with the JVM. */
    private static synchronized String start() throws UnavailableException {
        try {
            if (own == null) {
                // The server of a host flushes its commits; this one would not by default.
                own = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("max_connections", "300")
                        .start();
            }
            return own.getJdbcUrl("postgres", "postgres");
        } catch (IOException | RuntimeException e) {
            throw new UnavailableException("PostgreSQL", e);
        }
    }

    RunProfile profile() {
        return fixture.profile();
    }

    ServerCpu cpu() throws SQLException {
        try (Connection connection = source.getConnection()) {
            return ServerCpu.of(connection);
        }
    }

    /** The name of a new schema, with the tables of a store. */
    String schema(Dataset dataset) throws SQLException {
        String schema = "benchmark_%d_%d".formatted(ProcessHandle.current().pid(), schemas++);
        settings(schema).open().close();
        fixture.closeLater(() -> execute("DROP SCHEMA " + schema + " CASCADE"));
        try (Connection connection = connect(schema)) {
            dataset.fill(connection);
        }
        return schema;
    }

    /** A store with its timers: they are part of what a node costs. */
    PresenceStore store(String schema) {
        PresenceStore store = settings(schema).open();
        fixture.closeLater(store::close);
        return store;
    }

    private PresenceStoreBuilder settings(String schema) {
        return PresenceStore.builder()
                .postgres(source)
                .postgresSchema(schema)
                .clock(new MovingClock())
                .typingWindow(MovingClock.WINDOW)
                .onlineWindow(MovingClock.WINDOW);
    }

    /** A connection in autocommit mode, as somebody would use it by hand. */
    Connection connect(String schema) throws SQLException {
        Connection connection = source.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET search_path TO " + schema);
        }
        return connection;
    }

    /** An operation of which each thread has its own connection and statement. */
    Operation byHand(String schema, String settings, String sql, Parameters parameters) {
        ThreadLocal<PreparedStatement> own = ThreadLocal.withInitial(() -> prepare(schema, settings, sql));
        return () -> {
            PreparedStatement statement = own.get();
            parameters.set(statement);
            statement.executeUpdate();
        };
    }

    private PreparedStatement prepare(String schema, String settings, String sql) {
        try {
            Connection connection = connect(schema);
            synchronized (fixture) {
                fixture.closeLater(connection::close);
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute(settings);
            }
            return connection.prepareStatement(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }
}
