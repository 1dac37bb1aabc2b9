package io.minimost.presence;

import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.DatabaseSettings;
import io.minimost.presence.internal.FileImport;
import io.minimost.presence.internal.PostgresSettings;
import io.minimost.presence.internal.StoreClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Where a {@link PresenceStoreBuilder} opens its store: in memory, in a file or in PostgreSQL, and with which connections. */
final class StorePlace {
    private Optional<Supplier<Database>> opener = Optional.empty();
    private Optional<DataSource> dataSource = Optional.empty();
    Optional<Supplier<StoreClock>> clock = Optional.empty();
    Duration busyTimeout = PresenceStoreBuilder.DEFAULT_BUSY_TIMEOUT;
    int readers = PresenceStoreBuilder.DEFAULT_READERS;
    boolean createIfMissing = true;
    boolean networkFileSystems;
    String postgresSchema = PresenceStoreBuilder.DEFAULT_POSTGRES_SCHEMA;
    boolean postgresNotifications = true;
    boolean automaticSweeps = true;

    /** @param file empty for a store in memory */
    void choose(Optional<Path> file) {
        dataSource = Optional.empty();
        opener = Optional.of(() -> Database.open(sqlite(file, createIfMissing)));
    }

    void choose(DataSource connections) {
        dataSource = Optional.of(connections);
        opener = Optional.of(() -> Database.open(postgres(connections)));
    }

    Database open() {
        return opener.orElseThrow(
                        () -> new IllegalStateException("choose file(path), inMemory() or postgres(connections) first"))
                .get();
    }

    Map<String, Long> importFile(Path file) {
        DataSource target =
                dataSource.orElseThrow(() -> new IllegalStateException("choose postgres(connections) first"));
        return FileImport.run(sqlite(Optional.of(file), false), postgres(target));
    }

    private DatabaseSettings sqlite(Optional<Path> file, boolean create) {
        StoreClock used =
                clock.map(Supplier::get).orElseGet(() -> StoreClock.watched(InstantSource.system(), System::nanoTime));
        return new DatabaseSettings(file, used, busyTimeout, readers, create, networkFileSystems);
    }

    private PostgresSettings postgres(DataSource connections) {
        return new PostgresSettings(
                connections,
                postgresSchema,
                clock.map(Supplier::get),
                busyTimeout,
                readers,
                postgresNotifications,
                automaticSweeps);
    }
}
