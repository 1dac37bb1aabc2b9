package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minimost.presence.errors.PresenceStoreException.ReadOnly;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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
        try (WriteProtection readOnly = WriteProtection.of(file)) {
            assertThatThrownBy(() -> Pairs.in(readOnly.path()))
                    .isInstanceOf(ReadOnly.class)
                    .hasMessageContaining(file.toString());
        }

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void open_readOnlyDirectory_readOnly() throws Exception {
        try (WriteProtection readOnly = WriteProtection.of(directory)) {
            assertThatThrownBy(() -> Pairs.in(readOnly.path().resolve("new.db")))
                    .isInstanceOf(ReadOnly.class)
                    .hasMessageContaining("directory");
        }
    }
}
