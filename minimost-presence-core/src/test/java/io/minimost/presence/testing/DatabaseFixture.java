package io.minimost.presence.testing;

import io.minimost.presence.events.PresenceEvent;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.DatabaseSettings;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.PostgresSettings;
import io.minimost.presence.internal.StoreClock;
import io.minimost.presence.internal.Transaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A database without capabilities for each test. Its clock moves only when the test steps it; all events are recorded. */
public final class DatabaseFixture implements BeforeEachCallback, AfterEachCallback {
    /** A whole second. */
    public static final Instant START = StoreFixture.START;

    private final Place place;
    private final SteppedClock clock = new SteppedClock(START);
    private final List<PresenceEvent> events = new ArrayList<>();
    private @Nullable Path directory;
    private @Nullable String schema;
    private @Nullable Database database;
    private @Nullable PlainConnection plain;

    private enum Place {
        MEMORY,
        FILE,
        POSTGRES
    }

    private DatabaseFixture(Place place) {
        this.place = place;
    }

    public static DatabaseFixture inMemory() {
        return new DatabaseFixture(Place.MEMORY);
    }

    public static DatabaseFixture inFile() {
        return new DatabaseFixture(Place.FILE);
    }

    public static DatabaseFixture onPostgres() {
        return new DatabaseFixture(Place.POSTGRES);
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        clock.set(START);
        events.clear();
        directory = place == Place.FILE ? Files.createTempDirectory("minimost-presence-test") : null;
        database = place == Place.POSTGRES ? onServer() : inSqlite();
        database.listen(PresenceEvent.class, events::add);
    }

    private Database inSqlite() {
        Optional<Path> file = Optional.ofNullable(directory).map(parent -> parent.resolve("presence.db"));
        return Database.open(
                new DatabaseSettings(file, StoreClock.trusted(clock), Duration.ofSeconds(5), 2, true, false));
    }

    private Database onServer() {
        Postgres.assume();
        String own = PostgresServer.borrowSchema();
        schema = own;
        return Database.open(new PostgresSettings(
                PostgresServer.dataSource(),
                own,
                Optional.of(StoreClock.trusted(clock)),
                Duration.ofSeconds(5),
                2,
                true,
                false));
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        if (plain != null) {
            plain.close();
            plain = null;
        }
        database().close();
        if (schema != null) {
            PostgresServer.giveBack(schema);
            schema = null;
        }
        if (directory != null) {
            StoreFixture.delete(directory);
        }
    }

    public Database database() {
        return Objects.requireNonNull(database, "only during a test");
    }

    public SteppedClock clock() {
        return clock;
    }

    /** Calls {@code work} in its own transaction. */
    public <R> R write(Function<Transaction, R> work) {
        return database().write(Durability.EPHEMERAL, work);
    }

    /** The same for work without a result. */
    public void run(Consumer<Transaction> work) {
        write(transaction -> {
            work.accept(transaction);
            return true;
        });
    }

    /** The events published since the last call, in order. */
    public List<PresenceEvent> takeEvents() {
        List<PresenceEvent> taken = List.copyOf(events);
        events.clear();
        return taken;
    }

    /** Another connection to the file, as in another program. */
    public PlainConnection plain() {
        if (plain == null) {
            plain = PlainConnection.to(Objects.requireNonNull(directory, "the database is in memory")
                    .resolve("presence.db"));
        }
        return plain;
    }
}
