package io.minimost.presence.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A file system of its own, where the tests run as root on Linux; elsewhere the test is skipped and says why. */
final class SmallDisk implements AutoCloseable {
    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    static SmallDisk mount(Path parent, String options) throws IOException {
        Path directory = Files.createDirectory(parent.resolve("disk"));
        String problem = run("mount", "-t", "tmpfs", "-o", options, "tmpfs", directory.toString());
        Assumptions.assumeTrue(problem.isEmpty(), () -> "no file system can be mounted here: " + problem);
        return new SmallDisk(directory);
    }

    Path directory() {
        return directory;
    }

    void remount(String option) throws IOException {
        String problem = run("mount", "-o", "remount," + option, directory.toString());
        if (!problem.isEmpty()) {
            throw new IOException(problem);
        }
    }

    @Override
    public void close() throws IOException {
        String problem = run("umount", directory.toString());
        if (!problem.isEmpty()) {
            throw new IOException(problem);
        }
    }

    /** Returns what went wrong, or an empty text. */
    private static String run(String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            return status == 0 ? "" : command[0] + " ended with " + status + ": " + output.strip();
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
