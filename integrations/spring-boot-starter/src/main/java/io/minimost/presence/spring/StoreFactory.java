package io.minimost.presence.spring;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.PresenceStoreBuilder;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.DataSourceBuilder;

/** Makes the store that the properties describe. */
final class StoreFactory {
    private static final Path DEFAULT_FILE = Path.of("presence.db");

    private StoreFactory() {}

    static PresenceStoreBuilder builder(PresenceProperties properties, ObjectProvider<DataSource> databases) {
        PresenceStoreBuilder builder = PresenceStore.builder();
        choosePlace(builder, properties, databases);
        builder.createIfMissing(properties.createIfMissing())
                .readers(properties.readers())
                .busyTimeout(properties.busyTimeout())
                .typingWindow(properties.typingWindow())
                .onlineWindow(properties.onlineWindow())
                .sessionLease(properties.sessionLease())
                .presenceRetention(properties.presenceRetention())
                .emptyChannelRetention(properties.emptyChannelRetention())
                .callRetention(properties.callRetention())
                .factRetention(properties.factRetention())
                .maxFacts(properties.maxFacts())
                .maxAsyncCalls(properties.maxAsyncCalls());
        if (properties.receiptRetention() != null) {
            builder.receiptRetention(properties.receiptRetention());
        }
        if (properties.allowNetworkFileSystem()) {
            builder.allowNetworkFileSystem();
        }
        return builder;
    }

    private static void choosePlace(
            PresenceStoreBuilder builder, PresenceProperties properties, ObjectProvider<DataSource> databases) {
        boolean inPostgres = properties.postgres().enabled();
        long places = Stream.of(properties.file() != null, properties.inMemory(), inPostgres)
                .filter(chosen -> chosen)
                .count();
        if (places > 1) {
            throw new IllegalStateException("a store is in one place: set only one of minimost.presence.file,"
                    + " minimost.presence.in-memory and minimost.presence.postgres.enabled");
        }
        if (inPostgres) {
            builder.postgres(Postgres.connections(databases.getObject()))
                    .postgresSchema(properties.postgres().schema());
            if (!properties.postgres().notifications()) {
                builder.withoutPostgresNotifications();
            }
        } else if (properties.inMemory()) {
            builder.inMemory();
        } else {
            builder.file(Objects.requireNonNullElse(properties.file(), DEFAULT_FILE));
        }
    }

    /** A class of its own, because most applications have neither the driver nor the module of Spring Boot that this needs. */
    private static final class Postgres {
        /** Opens new connections to the database of a pool: the store keeps its connections, so it must not take those of others. */
        static DataSource connections(DataSource pool) {
            return pool instanceof PGSimpleDataSource
                    ? pool
                    : DataSourceBuilder.derivedFrom(pool)
                            .type(PGSimpleDataSource.class)
                            .build();
        }
    }
}
