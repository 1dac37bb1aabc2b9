package io.minimost.presence.testing;

import io.minimost.presence.events.PresenceEvent;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.DatabaseSettings;
import io.minimost.presence.internal.Durability;
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

    private final boolean inFile;
    private final SteppedClock clock = new SteppedClock(START);
    private final List<PresenceEvent> events = new ArrayList<>();
    private @Nullable Path directory;
    private @Nullable Database database;
    private @Nullable PlainConnection plain;

    private DatabaseFixture(boolean inFile) {
        this.inFile = inFile;
    }

    public static DatabaseFixture inMemory() {
        return new DatabaseFixture(false);
    }

    public static DatabaseFixture inFile() {
        return new DatabaseFixture(true);
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        clock.set(START);
        events.clear();
        directory = inFile ? Files.createTempDirectory("minimost-presence-test") : null;
        Optional<Path> file = Optional.ofNullable(directory).map(parent -> parent.resolve("presence.db"));
        database = Database.open(
                new DatabaseSettings(file, StoreClock.trusted(clock), Duration.ofSeconds(5), 2, true, false));
        database.listen(PresenceEvent.class, events::add);
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        if (plain != null) {
            plain.close();
            plain = null;
        }
        database().close();
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
