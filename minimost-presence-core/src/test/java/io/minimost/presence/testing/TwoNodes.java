package io.minimost.presence.testing;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.PresenceStoreBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.postgresql.ds.PGSimpleDataSource;

/** Two stores on one database of PostgreSQL, as they are in production: by the database's clock, with threads of their own. */
public final class TwoNodes implements BeforeEachCallback, AfterEachCallback {
    private final List<PresenceStore> opened = new ArrayList<>();
    private @Nullable String schema;
    private @Nullable PresenceStore a;
    private @Nullable PresenceStore b;

    @Override
    public void beforeEach(ExtensionContext context) {
        Postgres.assume();
        schema = PostgresServer.borrowSchema();
        a = open(builder -> builder);
        b = open(builder -> builder);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        opened.forEach(PresenceStore::close);
        opened.clear();
        if (schema != null) {
            PostgresServer.giveBack(schema);
        }
    }

    public PresenceStore a() {
        return Objects.requireNonNull(a);
    }

    public PresenceStore b() {
        return Objects.requireNonNull(b);
    }

    /** One more node. */
    public PresenceStore open(UnaryOperator<PresenceStoreBuilder> settings) {
        PresenceStore store = settings.apply(PresenceStore.builder()
                        .postgres(PostgresServer.dataSource())
                        .postgresSchema(schema()))
                .open();
        opened.add(store);
        return store;
    }

    /** Runs {@code sql} in the schema, as an operator might. */
    public void sql(String sql) {
        PostgresServer.sql("SET search_path TO " + schema() + "; " + sql);
    }

    public PGSimpleDataSource dataSource() {
        return PostgresServer.dataSource();
    }

    public String schema() {
        return Objects.requireNonNull(schema, "only during a test");
    }
}
