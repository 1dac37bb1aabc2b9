package io.minimost.presence.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a database is opened.
 *
 * @param file empty for a database in memory
 * @param busyTimeout how long a write waits for other writes
 * @param readers how many connections read at the same time
 * @param createIfMissing whether a file that does not exist is created
 * @param networkFileSystems whether a file on a network file system is accepted
 */
public record DatabaseSettings(
        Optional<Path> file,
        StoreClock clock,
        Duration busyTimeout,
        int readers,
        boolean createIfMissing,
        boolean networkFileSystems) {
    DatabaseSettings withFile(Path other) {
        return new DatabaseSettings(
                Optional.of(other), clock, busyTimeout, readers, createIfMissing, networkFileSystems);
    }

    /** The name of the store in messages: the absolute path, or {@code :memory:}. */
    String name() {
        return file.map(Path::toString).orElse(":memory:");
    }
}
