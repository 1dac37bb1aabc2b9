package io.minimost.presence.servlet;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.PresenceStoreBuilder;
import io.minimost.presence.testing.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** In PostgreSQL. */
final class PostgresPlace implements StorePlace {
    private @Nullable String schema;

    @Override
    public PresenceStoreBuilder empty() {
        schema = PostgresServer.borrowSchema();
        return neighbour();
    }

    @Override
    public PresenceStoreBuilder shared() {
        return empty();
    }

    @Override
    public PresenceStoreBuilder neighbour() {
        return PresenceStore.builder().postgres(PostgresServer.dataSource()).postgresSchema(schema());
    }

    @Override
    public Connection connect() throws SQLException {
        Connection connection = PostgresServer.dataSource().getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET search_path TO " + schema());
        }
        return connection;
    }

    @Override
    public String lock() {
        return "BEGIN; LOCK TABLE typing IN EXCLUSIVE MODE";
    }

    @Override
    public void clear() {
        if (schema != null) {
            PostgresServer.giveBack(schema);
            schema = null;
        }
    }

    private String schema() {
        return Objects.requireNonNull(schema, "no store is open");
    }
}
