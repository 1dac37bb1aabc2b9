package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import java.sql.Connection;
import java.sql.SQLException;

/** Opens a database in PostgreSQL: creates its tables, measures its clock, and joins the other nodes. */
final class PostgresOpener {
    private PostgresOpener() {}

    /** @throws PresenceStoreException if the database cannot be opened; nothing is left open then */
    static Database open(PostgresSettings settings) {
        PostgresConnections connections = new PostgresConnections(settings);
        PostgresReaders readers = new PostgresReaders(
                connections, settings.readers(), settings.busyTimeout().toNanos());
        try {
            createTables(settings, connections);
            EngineContext context = EngineContext.of(settings.name());
            Dao<PostgresNodeSql> nodes = context.daos().register(PostgresNodeSql.class, PostgresNodeSql.class);
            StoreClock clock = settings.clock().orElseGet(() -> clockOfDatabase(readers, nodes, context));
            PostgresEngine engine = new PostgresEngine(settings, connections, readers, nodes, clock, context);
            engine.start();
            return new Database(settings.name(), clock, context, engine);
        } catch (Throwable failure) {
            readers.close();
            if (failure instanceof Error error) {
                throw error;
            }
            throw PostgresErrors.translate(settings.name(), failure);
        }
    }

    private static void createTables(PostgresSettings settings, PostgresConnections connections) throws SQLException {
        try (Connection connection = connections.openPlain()) {
            new PostgresSchema(settings, connections.locks(), connection).create();
        }
    }

    private static StoreClock clockOfDatabase(
            PostgresReaders readers, Dao<PostgresNodeSql> nodes, EngineContext context) {
        PostgresClock clock = new PostgresClock(
                () -> readers.read(session -> session.sql(nodes).time()).orElseThrow(), System::nanoTime);
        context.callbacks().onSweep(new PostgresClockSweep(clock));
        return StoreClock.watched(clock, System::nanoTime);
    }
}
