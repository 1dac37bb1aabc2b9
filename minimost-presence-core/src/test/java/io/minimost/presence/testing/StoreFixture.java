package io.minimost.presence.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.PresenceStoreBuilder;
import io.minimost.presence.events.PresenceEvent;
import io.minimost.presence.events.PresenceEvent.StatusChanged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A store for each test: its clock moves and it sweeps only when the test does so; all events are recorded, those of statuses
 * apart. After the test it
 * is closed, and must have closed its files.
 */
public final class StoreFixture implements BeforeEachCallback, AfterEachCallback {
    /** A whole second. */
    public static final Instant START = Instant.ofEpochSecond(1_800_000_000L);

    private final Place place;
    private final SteppedClock clock = new SteppedClock(START);
    private final List<PresenceEvent> events = Collections.synchronizedList(new ArrayList<>());
    private final List<StatusChanged> statusChanges = Collections.synchronizedList(new ArrayList<>());
    private @Nullable Path directory;
    private @Nullable String schema;
    private List<PresenceStore> stores = List.of();
    private UnaryOperator<PresenceStoreBuilder> settings = builder -> builder;
    private int next;
    private @Nullable PlainConnection plain;

    private enum Place {
        MEMORY,
        FILE,
        POSTGRES,
        TWO_NODES
    }

    private StoreFixture(Place place) {
        this.place = place;
    }

    public static StoreFixture inMemory() {
        return new StoreFixture(Place.MEMORY);
    }

    public static StoreFixture inFile() {
        return new StoreFixture(Place.FILE);
    }

    public static StoreFixture onPostgres() {
        return new StoreFixture(Place.POSTGRES);
    }

    /** Two stores on one database of PostgreSQL: each call of {@link #store} returns the other one. */
    public static StoreFixture onTwoNodes() {
        return new StoreFixture(Place.TWO_NODES);
    }

    private boolean isOnPostgres() {
        return place == Place.POSTGRES || place == Place.TWO_NODES;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        clock.set(START);
        events.clear();
        statusChanges.clear();
        directory = place == Place.FILE ? Files.createTempDirectory("minimost-presence-test") : null;
        if (isOnPostgres()) {
            Postgres.assume();
            schema = PostgresServer.borrowSchema();
        }
        open(builder -> builder);
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        if (plain != null) {
            plain.close();
            plain = null;
        }
        close();
        if (schema != null) {
            PostgresServer.giveBack(schema);
            schema = null;
        }
        if (directory != null) {
            String inDirectory = directory.toRealPath() + "/";
            assertThat(Leaks.openFiles()).noneMatch(file -> file.startsWith(inDirectory));
            delete(directory);
        }
    }

    public PresenceStore store() {
        next = (next + 1) % stores.size();
        return stores.get(next);
    }

    public SteppedClock clock() {
        return clock;
    }

    /** The changes of statuses published since the last call, in order. */
    public List<StatusChanged> takeStatusChanges() {
        stores.forEach(StoreFixture::awaitDelivered);
        synchronized (statusChanges) {
            List<StatusChanged> taken = List.copyOf(statusChanges);
            statusChanges.clear();
            return taken;
        }
    }

    /** All other events published since the last call, in order. */
    public List<PresenceEvent> takeEvents() {
        stores.forEach(StoreFixture::awaitDelivered);
        synchronized (events) {
            List<PresenceEvent> taken = List.copyOf(events);
            events.clear();
            return taken;
        }
    }

    /** Resets the live state, as a host does that is the only one: of two nodes, the other one is away meanwhile. */
    public void resetLiveState() {
        for (int i = 1; i < stores.size(); i++) {
            stores.get(i).close();
        }
        assertThat(stores.get(0).resetLiveState()).isTrue();
        List<PresenceStore> again = new ArrayList<>(List.of(stores.get(0)));
        for (int i = 1; i < stores.size(); i++) {
            again.add(openStore());
        }
        stores = List.copyOf(again);
    }

    /** Sweeps all stores. Of two nodes, each tells its own listeners who is no longer listed; that is recorded once. */
    public void sweep() {
        int before = events.size();
        for (PresenceStore store : stores) {
            store.sweep();
        }
        if (place == Place.TWO_NODES) {
            stores.forEach(StoreFixture::awaitDelivered);
            synchronized (events) {
                List<PresenceEvent> swept = List.copyOf(new LinkedHashSet<>(events.subList(before, events.size())));
                events.subList(before, events.size()).clear();
                events.addAll(swept);
            }
        }
    }

    /** Waits until the listeners of {@code store} have received all events; for tests with several threads. */
    public static void awaitDelivered(PresenceStore store) {
        try {
            assertThat(store.events().awaitDelivered(Duration.ofSeconds(30)))
                    .as("all events were delivered")
                    .isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Closes the store and opens it again with other settings; a store in memory is empty then. */
    public PresenceStore reopen(UnaryOperator<PresenceStoreBuilder> newSettings) {
        close();
        open(newSettings);
        return store();
    }

    public Path file() {
        return Objects.requireNonNull(directory, "the store is in memory").resolve("presence.db");
    }

    /** Another connection to the database, as in another program. */
    public PlainConnection plain() {
        PlainConnection known = plain;
        if (known == null) {
            known = schema == null ? PlainConnection.to(file()) : PostgresServer.plain(schema);
            plain = known;
        }
        return known;
    }

    /** Everything in the file, or what a store in memory returns. */
    public String contents() {
        return place == Place.FILE
                ? plain().dump()
                : store().presence().recentStates() + " "
                        + store().typing().typingUsers(List.of("general", "random"), "nobody");
    }

    private void open(UnaryOperator<PresenceStoreBuilder> newSettings) {
        settings = newSettings;
        List<PresenceStore> opened = new ArrayList<>();
        for (int i = 0; i < (place == Place.TWO_NODES ? 2 : 1); i++) {
            opened.add(openStore());
        }
        stores = List.copyOf(opened);
        next = 0;
    }

    private PresenceStore openStore() {
        PresenceStore store = settings.apply(
                        placed(PresenceStore.builder().clock(clock).manualSweeps()))
                .open();
        store.events().on(PresenceEvent.class, event -> {
            // Of two nodes, each hears of the other's changes, too.
            boolean isElsewhere = event instanceof PresenceEvent.ExternalChange
                    || event instanceof PresenceEvent.TypingChangedElsewhere
                    || event instanceof PresenceEvent.DeliveryChangedElsewhere
                    || event instanceof PresenceEvent.ReadPointChangedElsewhere
                    || event instanceof PresenceEvent.PresenceChangedElsewhere;
            if (event instanceof StatusChanged change) {
                statusChanges.add(change);
            } else if (place != Place.TWO_NODES || !isElsewhere) {
                events.add(event);
            }
        });
        return store;
    }

    private PresenceStoreBuilder placed(PresenceStoreBuilder builder) {
        return switch (place) {
            case MEMORY -> builder.inMemory();
            case FILE -> builder.file(file());
            case POSTGRES, TWO_NODES ->
                builder.postgres(PostgresServer.dataSource()).postgresSchema(Objects.requireNonNull(schema));
        };
    }

    private void close() {
        stores.forEach(PresenceStore::close);
        stores = List.of();
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
