package io.minimost.presence.testing;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.PresenceStoreBuilder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Stores on one schema of PostgreSQL, for tests that call them at the same time. They sweep only when the test does so. */
public final class PostgresNodes implements BeforeEachCallback, AfterEachCallback {
    private final int count;
    private final UnaryOperator<PresenceStoreBuilder> settings;
    private final SteppedClock clock = new SteppedClock(StoreFixture.START);
    private boolean hasTimers;
    private List<PresenceStore> stores = List.of();
    private @Nullable String schema;
    private @Nullable PlainConnection plain;

    public PostgresNodes(int count) {
        this(count, builder -> builder);
    }

    public PostgresNodes(int count, UnaryOperator<PresenceStoreBuilder> settings) {
        this.count = count;
        this.settings = settings;
    }

    /** They sweep, and tell each other what has changed, on threads of their own, as in a host. */
    public PostgresNodes withTimers() {
        hasTimers = true;
        return this;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws SQLException {
        Postgres.assume();
        clock.set(StoreFixture.START);
        String own = PostgresServer.borrowSchema();
        schema = own;
        stores = Stream.generate(() -> open(own)).limit(count).toList();
        Connection connection = PostgresServer.dataSource().getConnection();
        plain = PlainConnection.on(connection);
        plain.sql("SET search_path TO " + own);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        stores.forEach(PresenceStore::close);
        stores = List.of();
        if (plain != null) {
            plain.close();
            plain = null;
        }
        if (schema != null) {
            PostgresServer.giveBack(schema);
            schema = null;
        }
    }

    public PresenceStore store(int number) {
        return stores.get(number);
    }

    public List<PresenceStore> stores() {
        return stores;
    }

    public SteppedClock clock() {
        return clock;
    }

    /** Another connection to the same tables, as of another program. */
    public PlainConnection plain() {
        return Objects.requireNonNull(plain, "only during a test");
    }

    /**
     * Eight threads on each store, which begin at the same moment and each call {@code work} {@code times} times, with random
     * numbers of their own. Returns all results; throws what any call throws.
     */
    public <T> List<T> race(int times, BiFunction<PresenceStore, Random, T> work) throws Exception {
        int threads = stores.size() * Race.THREADS;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Future<List<T>>> running = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                PresenceStore store = stores.get(thread % stores.size());
                Random random = new Random(thread);
                running.add(pool.submit(() -> {
                    List<T> results = new ArrayList<>();
                    start.await();
                    for (int i = 0; i < times; i++) {
                        results.add(work.apply(store, random));
                    }
                    return results;
                }));
            }
            List<T> all = new ArrayList<>();
            for (Future<List<T>> results : running) {
                all.addAll(results.get());
            }
            return all;
        } finally {
            pool.shutdownNow();
        }
    }

    private PresenceStore open(String own) {
        PresenceStoreBuilder builder = PresenceStore.builder()
                .postgres(PostgresServer.dataSource())
                .postgresSchema(own)
                .clock(clock);
        return settings.apply(hasTimers ? builder : builder.manualSweeps()).open();
    }
}
