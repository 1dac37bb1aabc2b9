package io.minimost.presence.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An application in a process of its own, on a free port and in a directory of its own. */
final class Application implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);
    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

    private final Process process;
    private final Path log;

    private Application(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Runs {@code java} with {@code arguments}; does not wait until it has started. */
    static Application run(Path java, Path directory, List<String> arguments) {
        Path log = directory.resolve("log");
        List<String> command = new ArrayList<>(List.of(java.toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(arguments);
        command.add("--server.port=0");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new Application(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the application serves. */
    int port() {
        await().atMost(START).until(() -> log().contains("Started ChatApplication") || !process.isAlive());
        Matcher port = PORT.matcher(log());
        assertThat(port.find()).as(log()).isTrue();
        return Integer.parseInt(port.group(1));
    }

    /** Asks the process to stop, as a service manager does, and returns how long it took. */
    Duration terminate(Duration atMost) throws InterruptedException {
        long begin = System.nanoTime();
        process.destroy();
        assertThat(process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS))
                .as(() -> "the process has ended within " + atMost + "\n" + log())
                .isTrue();
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** Waits until the process has ended by itself. */
    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(START.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        return process.exitValue();
    }

    String log() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
