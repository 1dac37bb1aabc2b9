package io.minimost.presence.test;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.PresenceStoreBuilder;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** In PostgreSQL, in a schema of its own, which is dropped afterwards. */
final class PostgresPlace implements StorePlace {
    private final DataSource server;
    private final OpenConnections connections = new OpenConnections();
    private final String schema =
            "mp_test_" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);

    PostgresPlace(DataSource server) {
        this.server = server;
    }

    @Override
    public PresenceStoreBuilder builder() {
        return PresenceStore.builder()
                .postgres(new TrackedDataSource(server, connections))
                .postgresSchema(schema);
    }

    @Override
    public Connection connect() throws SQLException {
        Connection connection = connections.track(server.getConnection());
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET search_path TO " + schema);
        }
        return connection;
    }

    @Override
    public List<Leak> leaks() {
        return connections.leaks();
    }

    @Override
    public void delete() throws SQLException {
        connections.closeAll();
        try (Connection connection = server.getConnection();
                Statement statement = connection.createStatement()) {
            // Who has left a transaction open must not stop all tests that follow.
            statement.execute("SET lock_timeout = '10s'");
            statement.execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
        }
    }
}
