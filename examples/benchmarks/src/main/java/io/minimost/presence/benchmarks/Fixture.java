package io.minimost.presence.benchmarks;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.calls.CallTimeouts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;

/** The files of a comparison, with the stores and connections open on them. Closing it closes and deletes everything. */
final class Fixture implements AutoCloseable {
    /** So long the store of 100,000 users takes to find that nearly all of them were not seen for long. */
    private static final int MINUTES_TO_SETTLE = 8;

    private final RunProfile profile;
    private final Path directory;
    private final Deque<Resource> open = new ArrayDeque<>();
    private int files;

    Fixture(RunProfile profile) throws IOException {
        this.profile = profile;
        this.directory = Files.createTempDirectory("presence-benchmark-");
    }

    RunProfile profile() {
        return profile;
    }

    /** Creates a new file. Each variant has its own: one that replaces rows would reorder them for the others. */
    Path file(Dataset dataset) throws SQLException {
        return dataset.fill(newFile());
    }

    /** Opens a store on a new file, without its timer, which would use the same cores. */
    PresenceStore store(Dataset dataset) throws SQLException {
        return store(dataset, database -> {});
    }

    /** As {@link #store(Dataset)}, on a file that {@code filling} has filled. */
    PresenceStore store(Dataset dataset, Filling filling) throws SQLException {
        PresenceStore store = PresenceStore.builder()
                .clock(new MovingClock())
                .typingWindow(MovingClock.WINDOW)
                .onlineWindow(MovingClock.WINDOW)
                .manualSweeps()
                .file(file(dataset, filling))
                .open();
        closeLater(store::close);
        return store;
    }

    /** The same for queries: the time is soon after that of the rows, and the windows are as by default. */
    PresenceStore storeAtRest(Dataset dataset, Filling filling) throws SQLException {
        AtomicLong second = new AtomicLong(MovingClock.START);
        PresenceStore store = PresenceStore.builder()
                .clock(() -> Instant.ofEpochSecond(second.get()))
                .manualSweeps()
                .file(file(dataset, filling))
                .open();
        closeLater(store::close);
        for (int minute = 0; minute < MINUTES_TO_SETTLE; minute++) {
            store.sweep();
            second.addAndGet(60);
        }
        return store;
    }

    private Path file(Dataset dataset, Filling filling) throws SQLException {
        Path file = file(dataset);
        try (RawDatabase database = new RawDatabase(file)) {
            filling.fill(database);
        }
        return file;
    }

    /** Opens a store for calls on a new file: with the system clock, and with time-outs that no run reaches. */
    PresenceStore callStore(Dataset dataset) throws SQLException {
        return callStore(dataset, database -> {});
    }

    /** As {@link #callStore(Dataset)}, on a file that {@code filling} has filled. */
    PresenceStore callStore(Dataset dataset, Filling filling) throws SQLException {
        Duration timeout = Duration.ofDays(1);
        PresenceStore store = PresenceStore.builder()
                .file(file(dataset, filling))
                .callTimeouts(new CallTimeouts(timeout, timeout, timeout))
                .manualSweeps()
                .open();
        closeLater(store::close);
        return store;
    }

    RawDatabase raw(Dataset dataset) throws SQLException {
        return raw(file(dataset));
    }

    /** Opens a connection to a file that may have others. */
    RawDatabase raw(Path file) throws SQLException {
        RawDatabase database = new RawDatabase(file);
        closeLater(database::close);
        return database;
    }

    /** Where the files are. */
    Path directory() {
        return directory;
    }

    /** The path of a new file. */
    Path newFile() {
        return directory.resolve("%d.db".formatted(files++));
    }

    void closeLater(Resource resource) {
        open.push(resource);
    }

    @Override
    public void close() throws SQLException, IOException {
        while (!open.isEmpty()) {
            open.pop().close();
        }
        // Everything is closed, so the files may be touched.
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    interface Filling {
        void fill(RawDatabase database) throws SQLException;
    }

    interface Resource {
        void close() throws SQLException;
    }
}
