package io.minimost.examples.chat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A node in a JVM of its own, as from the command line: one that can be killed. */
final class NodeProcess {
    private final Process process;
    private final String url;

    private NodeProcess(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Starts a node, and waits until it serves. */
    static NodeProcess start(int port, String database, String peer) {
        Stream<String> java = Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ChatMain.class.getName());
        Stream<String> options = Stream.of("--port", String.valueOf(port), "--postgres", database, "--peers", peer);
        List<String> command = Stream.concat(java, options).toList();
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new NodeProcess(process, awaitUrl(process));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    String url() {
        return url;
    }

    /** Ends the process without any warning to it. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    private static String awaitUrl(Process process) throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        if (line == null || !line.contains("http")) {
            throw new AssertionError("the node has not started: " + line);
        }
        return line.substring(line.indexOf("http"));
    }
}
