package io.minimost.presence.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;

/** Makes a file or directory read-only: by permissions, or for root, which ignores them, by a read-only mount on itself. */
final class WriteProtection implements AutoCloseable {
    private final Path path;
    private final Set<PosixFilePermission> permissions;
    private final boolean mounted;

    private WriteProtection(Path path, Set<PosixFilePermission> permissions, boolean mounted) {
        this.path = path;
        this.permissions = permissions;
        this.mounted = mounted;
    }

    static WriteProtection of(Path path) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r-xr-xr-x"));
        if (!Files.isWritable(path)) {
            return new WriteProtection(path, permissions, false);
        }
        String problem = Command.run("mount", "--bind", path.toString(), path.toString());
        Assumptions.assumeTrue(problem.isEmpty(), () -> "nothing can be made read-only for this user: " + problem);
        Command.require("mount", "-o", "remount,bind,ro", path.toString());
        return new WriteProtection(path, permissions, true);
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        if (mounted) {
            Command.require("umount", path.toString());
        }
        Files.setPosixFilePermissions(path, permissions);
    }
}
