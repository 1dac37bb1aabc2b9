package io.minimost.presence;

import io.minimost.presence.internal.ChildJvm;
import io.minimost.presence.internal.Command;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.postgresql.ds.PGSimpleDataSource;

/** A running {@link NodeMain}, and what it has printed. */
final class NodeProcess implements AutoCloseable {
    private final Process process;
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Void> reading;

    NodeProcess(PGSimpleDataSource server, String schema) throws IOException {
        String user = Objects.requireNonNullElse(server.getUser(), "");
        String password = Objects.requireNonNullElse(server.getPassword(), "");
        process = ChildJvm.start(NodeMain.class, server.getUrl(), user, password, schema);
        reading = CompletableFuture.runAsync(this::readLines, task -> new Thread(task, "node-output").start());
    }

    /** What it has printed after {@code word}, in order. */
    List<String> printed(String word) {
        return lines.stream()
                .filter(line -> line.startsWith(word + " "))
                .map(line -> line.substring(word.length() + 1))
                .toList();
    }

    boolean hasEnded() {
        return !process.isAlive();
    }

    /** How often it has printed {@code word}. */
    int count(String word) {
        return printed(word).size();
    }

    /** @param name of the signal, such as {@code STOP} */
    void signal(String name) throws IOException {
        Command.require("kill", "-" + name, String.valueOf(process.pid()));
    }

    /** Ends it in order. */
    void finish() throws Exception {
        process.getOutputStream().close();
        if (process.waitFor() != 0) {
            throw new AssertionError("the node ended with " + process.exitValue());
        }
        reading.join();
    }

    /** Ends it without any warning to it. All that it has printed is known then. */
    void kill() {
        process.destroyForcibly().onExit().join();
        reading.join();
    }

    @Override
    public void close() {
        kill();
    }

    private void readLines() {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            in.lines().forEach(lines::add);
        } catch (UncheckedIOException | IOException e) {
            // It was killed.
        }
    }
}
