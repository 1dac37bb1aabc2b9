package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minimost.presence.errors.PresenceStoreException.ReadOnly;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Permissions do not bind root, but a file system that is mounted read-only does. */
@Timeout(60)
class ReadOnlyPlacesTest {
    @TempDir
    private Path directory;

    @Test
    void open_readOnlyFileSystem_readOnly() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(directory, "size=4m")) {
            Path file = disk.directory().resolve("presence.db");
            Pairs.in(file).close();
            disk.remount("ro");

            assertThatThrownBy(() -> Pairs.in(file))
                    .isInstanceOf(ReadOnly.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("may not be written");
            assertThatThrownBy(() -> Pairs.in(disk.directory().resolve("new.db")))
                    .isInstanceOf(ReadOnly.class)
                    .hasMessageContaining("new.db");
        }
    }

    @Test
    void open_readOnlyFile_readOnlyAndUntouched() throws Exception {
        Path file = directory.resolve("presence.db");
        Pairs.in(file).close();
        byte[] before = Files.readAllBytes(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        Assumptions.assumeFalse(Files.isWritable(file), "permissions do not bind this user");

        assertThatThrownBy(() -> Pairs.in(file)).isInstanceOf(ReadOnly.class).hasMessageContaining(file.toString());

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void open_readOnlyDirectory_readOnly() throws Exception {
        Path file = directory.resolve("presence.db");
        Pairs.in(file).close();
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            Assumptions.assumeFalse(Files.isWritable(directory), "permissions do not bind this user");

            assertThatThrownBy(() -> Pairs.in(file))
                    .isInstanceOf(ReadOnly.class)
                    .hasMessageContaining("directory");
        } finally {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
