package io.minimost.presence.benchmarks.streams;

import io.minimost.presence.PresenceStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A store on a file that exists as long as its server runs. */
record TemporaryStore(Path directory, PresenceStore store) implements AutoCloseable {
    private static final String FILE = "presence.db";

    static TemporaryStore open() throws IOException {
        Path directory = Files.createTempDirectory("presence-streams-");
        // Typing must not expire during a run.
        PresenceStore store = PresenceStore.builder()
                .file(directory.resolve(FILE))
                .typingWindow(Duration.ofDays(1))
                .open();
        return new TemporaryStore(directory, store);
    }

    Path file() {
        return directory.resolve(FILE);
    }

    @Override
    public void close() throws IOException {
        store.close();
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
