package io.minimost.presence.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A small file system of its own. Needs root on Linux; elsewhere the test is skipped with a reason. */
final class SmallDisk implements AutoCloseable {
    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    static SmallDisk mount(Path parent, String options) throws IOException {
        Path directory = Files.createDirectory(parent.resolve("disk"));
        String problem = Command.run("mount", "-t", "tmpfs", "-o", options, "tmpfs", directory.toString());
        Assumptions.assumeTrue(problem.isEmpty(), () -> "no file system can be mounted here: " + problem);
        return new SmallDisk(directory);
    }

    Path directory() {
        return directory;
    }

    void remount(String option) throws IOException {
        Command.require("mount", "-o", "remount," + option, directory.toString());
    }

    @Override
    public void close() throws IOException {
        Command.require("umount", directory.toString());
    }
}
