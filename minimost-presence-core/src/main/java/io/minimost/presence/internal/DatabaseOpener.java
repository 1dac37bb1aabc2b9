package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Opens a database: finds its file, locks it, checks it, and creates or upgrades its tables. */
final class DatabaseOpener {
    private DatabaseOpener() {}

    /** @throws PresenceStoreException if the database cannot be opened; nothing is left open then */
    static Database open(DatabaseSettings requested) {
        DatabaseSettings settings = resolved(requested);
        Connections connections = new Connections(settings);
        ClassLoaderGuard jvmLock =
                settings.file().map(ClassLoaderGuard::acquire).orElse(null);
        Connection connection = null;
        Safeguard safeguard = Safeguard.none(settings.name());
        try {
            connection = connections.openFirst();
            SqliteVersion.require(settings, connection);
            Schema schema = new Schema(settings.name(), connection);
            BusyRetry.run(settings.busyTimeout().toNanos(), schema::requireKnownVersion);
            BusyRetry.run(settings.busyTimeout().toNanos(), schema::upgrade);
            safeguard = safeguard(settings, connections, jvmLock);
            EngineContext context = EngineContext.of(settings.name());
            SqliteEngine engine = new SqliteEngine(
                    settings, context, safeguard, jvmLock, SqliteConnection.on(connection), connections);
            engine.openReaders();
            Database database = new Database(settings.name(), settings.clock(), context, engine);
            RecentUsers.keepIn(database);
            return database;
        } catch (Throwable failure) {
            safeguard.close();
            close(connection, failure);
            if (jvmLock != null) {
                jvmLock.close();
            }
            if (failure instanceof Error error) {
                throw error;
            }
            throw SqliteErrors.translate(settings.name(), failure);
        }
    }

    private static Safeguard safeguard(
            DatabaseSettings settings, Connections connections, @Nullable ClassLoaderGuard jvmLock)
            throws SQLException {
        if (jvmLock == null) {
            return Safeguard.none(settings.name());
        }
        return FileSafeguard.on(settings, settings.file().orElseThrow(), connections, jvmLock);
    }

    private static DatabaseSettings resolved(DatabaseSettings settings) {
        return settings.file()
                .map(file -> settings.withFile(
                        DatabasePath.locate(file, settings.createIfMissing(), settings.networkFileSystems())))
                .orElse(settings);
    }

    private static void close(@Nullable Connection connection, Throwable failure) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                failure.addSuppressed(e);
            }
        }
    }
}
