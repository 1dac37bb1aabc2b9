package io.minimost.presence.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Mounts a file or directory at a second place. Needs root on Linux; elsewhere the test is skipped with a reason. */
final class BindMount implements AutoCloseable {
    private final Path target;

    private BindMount(Path target) {
        this.target = target;
    }

    static BindMount of(Path source, Path target) {
        String problem = Command.run("mount", "--bind", source.toString(), target.toString());
        Assumptions.assumeTrue(problem.isEmpty(), () -> "nothing can be mounted here: " + problem);
        return new BindMount(target);
    }

    Path target() {
        return target;
    }

    @Override
    public void close() throws IOException {
        Command.require("umount", target.toString());
    }
}
