package io.minimost.presence.spring;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Commands {@code java} of this machine. */
final class Jdk {
    private static final int WITH_VIRTUAL_THREADS = 21;
    private static final Path HOME = Path.of(System.getProperty("java.home"));

    private Jdk() {}

    /** The one that runs this test. */
    static Path own() {
        return HOME.resolve("bin/java");
    }

    /** One with virtual threads: this, or one that is installed beside it. */
    static Optional<Path> withVirtualThreads() throws IOException {
        if (Runtime.version().feature() >= WITH_VIRTUAL_THREADS) {
            return Optional.of(own());
        }
        try (DirectoryStream<Path> neighbours = Files.newDirectoryStream(HOME.resolveSibling("."))) {
            for (Path home : neighbours) {
                if (Files.isExecutable(home.resolve("bin/java")) && version(home) >= WITH_VIRTUAL_THREADS) {
                    return Optional.of(home.resolve("bin/java"));
                }
            }
        }
        return Optional.empty();
    }

    private static int version(Path home) throws IOException {
        Path release = home.resolve("release");
        if (!Files.exists(release)) {
            return 0;
        }
        return Files.readAllLines(release).stream()
                .filter(line -> line.startsWith("JAVA_VERSION="))
                .map(line -> line.replaceAll("[^0-9.]", ""))
                .mapToInt(version -> Runtime.Version.parse(version).feature())
                .findFirst()
                .orElse(0);
    }
}
