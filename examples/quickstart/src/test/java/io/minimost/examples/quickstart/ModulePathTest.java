package io.minimost.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the program as modules in a separate JVM: with this JDK, and with a newer one if that is installed beside it. */
class ModulePathTest {
    private static final Pattern OF_TESTS =
            Pattern.compile("test-classes|junit|assertj|opentest4j|apiguardian|byte-buddy");
    private static final Pattern NEWER = Pattern.compile(".*\\b25\\b.*");

    @TempDir
    private Path directory;

    static List<Path> jdks() throws IOException {
        Path own = Path.of(System.getProperty("java.home")).toRealPath();
        try (Stream<Path> siblings = Files.list(own.resolveSibling(""))) {
            return Stream.concat(
                            Stream.of(own),
                            siblings.filter(path -> NEWER.matcher(
                                                    path.getFileName().toString())
                                            .matches())
                                    .filter(path -> Files.isExecutable(path.resolve("bin/java"))))
                    .distinct()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void quickstart_runsOnTheModulePath_withoutOtherOptions(Path jdk) throws Exception {
        Path printed = directory.resolve("printed");
        Process process = new ProcessBuilder(
                        jdk.resolve("bin/java").toString(),
                        "-p",
                        modulePath(),
                        "-m",
                        "io.minimost.examples.quickstart/io.minimost.examples.quickstart.Quickstart",
                        directory.resolve("presence.db").toString())
                .redirectOutput(printed.toFile())
                .redirectError(directory.resolve("log").toFile())
                .start();

        assertThat(process.waitFor()).as(() -> read(directory.resolve("log"))).isZero();
        assertThat(printed).content().isEqualToNormalizingNewlines("""
                alice types in general
                {alice=ACTIVE, bob=IDLE}
                [alice]
                """);
    }

    private static String modulePath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !OF_TESTS.matcher(entry).find())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
