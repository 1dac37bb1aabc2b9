package io.minimost.presence.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the stores of this process have open now. The files are found by the names of their descriptors and never opened:
 * closing one again would drop SQLite's locks on it.
 */
public final class Leaks {
    private static final String SWEEP_THREAD = "minimost-presence-sweep";
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final Pattern STORE_FILE = Pattern.compile(".+\\.db(-wal|-shm|-journal|\\.lock)?( \\(deleted\\))?");

    private Leaks() {}

    /** Open files and running timers. */
    public static List<String> all() {
        return Stream.concat(openFiles().stream(), sweepThreads().stream()).toList();
    }

    /** Open files of databases. Empty where the system does not list them. */
    public static List<String> openFiles() {
        if (!Files.isDirectory(DESCRIPTORS)) {
            return List.of();
        }
        try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
            return descriptors
                    .flatMap(descriptor -> target(descriptor).stream())
                    .filter(target -> STORE_FILE.matcher(target).matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Timers of stores that were not closed. */
    public static List<String> sweepThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .filter(thread -> thread.getName().equals(SWEEP_THREAD))
                .map(thread -> "thread " + thread.getName() + " " + thread.getId())
                .toList();
    }

    private static Optional<String> target(Path descriptor) {
        try {
            return Optional.of(Files.readSymbolicLink(descriptor).toString());
        } catch (IOException e) {
            return Optional.empty(); // It was closed since it was listed, for example that of the listing itself.
        }
    }
}
