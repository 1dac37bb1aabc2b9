package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import java.sql.Connection;
import java.time.InstantSource;

/** Opens a database in PostgreSQL: creates its tables, and measures its clock. */
final class PostgresOpener {
    private PostgresOpener() {}

    /** @throws PresenceStoreException if the database cannot be opened; nothing is left open then */
    static Database open(PostgresSettings settings) {
        PostgresConnections connections = new PostgresConnections(settings);
        try {
            try (Connection connection = connections.openPlain()) {
                new PostgresSchema(settings, connections.locks(), connection).create();
            }
            EngineContext context = EngineContext.of(settings.name());
            PostgresEngine engine = new PostgresEngine(settings, connections, context);
            StoreClock clock =
                    settings.clock().orElseGet(() -> StoreClock.watched(InstantSource.system(), System::nanoTime));
            return new Database(settings.name(), clock, context, engine);
        } catch (Throwable failure) {
            if (failure instanceof Error error) {
                throw error;
            }
            throw PostgresErrors.translate(settings.name(), failure);
        }
    }
}
