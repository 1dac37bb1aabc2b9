package io.minimost.presence.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.PresenceStoreBuilder;
import io.minimost.presence.events.PresenceEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A store for each test: its clock moves and it sweeps only when the test does so; all events are recorded. After the test it
 * is closed, and must have closed its files.
 */
public final class StoreFixture implements BeforeEachCallback, AfterEachCallback {
    /** A whole second. */
    public static final Instant START = Instant.ofEpochSecond(1_800_000_000L);

    private final boolean inFile;
    private final SteppedClock clock = new SteppedClock(START);
    private final List<PresenceEvent> events = Collections.synchronizedList(new ArrayList<>());
    private @Nullable Path directory;
    private @Nullable PresenceStore store;
    private @Nullable PlainConnection plain;

    private StoreFixture(boolean inFile) {
        this.inFile = inFile;
    }

    public static StoreFixture inMemory() {
        return new StoreFixture(false);
    }

    public static StoreFixture inFile() {
        return new StoreFixture(true);
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        clock.set(START);
        events.clear();
        directory = inFile ? Files.createTempDirectory("minimost-presence-test") : null;
        open(builder -> builder);
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        if (plain != null) {
            plain.close();
            plain = null;
        }
        store().close();
        store = null;
        if (directory != null) {
            String inDirectory = directory.toRealPath() + "/";
            assertThat(Leaks.openFiles()).noneMatch(file -> file.startsWith(inDirectory));
            delete(directory);
        }
    }

    public PresenceStore store() {
        return Objects.requireNonNull(store, "only during a test");
    }

    public SteppedClock clock() {
        return clock;
    }

    /** The events published since the last call, in order. */
    public List<PresenceEvent> takeEvents() {
        awaitDelivered(store());
        synchronized (events) {
            List<PresenceEvent> taken = List.copyOf(events);
            events.clear();
            return taken;
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
    public PresenceStore reopen(UnaryOperator<PresenceStoreBuilder> settings) {
        store().close();
        open(settings);
        return store();
    }

    public Path file() {
        return Objects.requireNonNull(directory, "the store is in memory").resolve("presence.db");
    }

    /** Another connection to the file, as in another program. */
    public PlainConnection plain() {
        if (plain == null) {
            plain = PlainConnection.to(file());
        }
        return plain;
    }

    /** Everything in the file, or what a store in memory returns. */
    public String contents() {
        return inFile
                ? plain().dump()
                : store().presence().recentStates() + " "
                        + store().typing().typingUsers(List.of("general", "random"), "nobody");
    }

    private void open(UnaryOperator<PresenceStoreBuilder> settings) {
        PresenceStoreBuilder builder = PresenceStore.builder().clock(clock).manualSweeps();
        PresenceStore opened = settings.apply(inFile ? builder.file(file()) : builder.inMemory())
                .open();
        opened.events().on(PresenceEvent.class, events::add);
        store = opened;
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
