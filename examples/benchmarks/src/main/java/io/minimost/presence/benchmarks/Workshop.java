package io.minimost.presence.benchmarks;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.PresenceStoreBuilder;
import io.minimost.presence.calls.CallTimeouts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** The files that a comparison works on, and what is open on them. Closing it closes and deletes everything. */
final class Workshop implements AutoCloseable {
    private final Pace pace;
    private final Path directory;
    private final Deque<Resource> open = new ArrayDeque<>();
    private int files;

    Workshop(Pace pace) throws IOException {
        this.pace = pace;
        this.directory = Files.createTempDirectory("presence-benchmark-");
    }

    Pace pace() {
        return pace;
    }

    /** A new file for each variant: one that replaces rows would reorder them for the others. */
    Path file(Rows rows) throws SQLException {
        return rows.fill(directory.resolve("%d.db".formatted(files++)));
    }

    /** A store on a new file, whose timer does not run: it would use the same cores. */
    PresenceStore store(Rows rows) throws SQLException {
        PresenceStoreBuilder builder = PresenceStore.builder()
                .clock(new MovingClock())
                .typingWindow(MovingClock.WINDOW)
                .onlineWindow(MovingClock.WINDOW)
                .manualSweeps();
        PresenceStore store = builder.file(file(rows)).open();
        closeLater(store::close);
        return store;
    }

    /** The same for calls, in which nobody may run out of time: by the machine's clock, and with all patience. */
    PresenceStore callStore(Rows rows) throws SQLException {
        return callStore(rows, database -> {});
    }

    /** The same on a file that {@code filling} has filled. */
    PresenceStore callStore(Rows rows, Filling filling) throws SQLException {
        Path file = file(rows);
        try (RawDatabase database = new RawDatabase(file)) {
            filling.fill(database);
        }
        Duration patience = Duration.ofDays(1);
        PresenceStore store = PresenceStore.builder()
                .file(file)
                .callTimeouts(new CallTimeouts(patience, patience, patience))
                .manualSweeps()
                .open();
        closeLater(store::close);
        return store;
    }

    RawDatabase raw(Rows rows) throws SQLException {
        RawDatabase database = new RawDatabase(file(rows));
        closeLater(database::close);
        return database;
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
