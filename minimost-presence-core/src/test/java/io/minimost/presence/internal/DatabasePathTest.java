package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minimost.presence.errors.PresenceStoreException.Unusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabasePathTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nfs",
                "nfs4",
                "cifs",
                "smbfs",
                "smb3",
                "9p",
                "fuse",
                "fuse.sshfs",
                "fuse.glusterfs",
                "lustre",
                "gpfs",
                "afs",
                "ceph",
                "glusterfs",
                "davfs",
                "vboxsf"
            })
    void isNetwork_fileSystemOfManyHosts_true(String type) {
        assertThat(DatabasePath.isNetwork(type)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ext4",
                "ext2/ext3",
                "xfs",
                "btrfs",
                "zfs",
                "tmpfs",
                "overlay",
                "apfs",
                "ntfs",
                "fuseblk",
                "f2fs",
                "vfat"
            })
    void isNetwork_localFileSystem_false(String type) {
        assertThat(DatabasePath.isNetwork(type)).isFalse();
    }

    @Test
    void locate_linksToFileAndDirectory_onePath() throws IOException {
        Path real = Files.createDirectory(directory.resolve("real")).resolve("presence.db");
        Files.writeString(real, "not looked into");
        Path linkToFile = Files.createSymbolicLink(directory.resolve("link.db"), real);
        Path linkToDirectory = Files.createSymbolicLink(directory.resolve("link"), real.getParent());

        assertThat(DatabasePath.locate(linkToFile, true, false)).isEqualTo(real.toRealPath());
        assertThat(DatabasePath.locate(linkToDirectory.resolve("presence.db"), true, false))
                .isEqualTo(real.toRealPath());
        assertThat(DatabasePath.locate(linkToDirectory.resolve("new.db"), true, false))
                .isEqualTo(real.toRealPath().resolveSibling("new.db"));
    }

    @Test
    void locate_dotsBehindALink_resolvedAsTheSystemDoes() throws IOException {
        Path deep = Files.createDirectories(directory.resolve("a/b"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), deep);

        assertThat(DatabasePath.locate(link.resolve("../presence.db"), true, false))
                .isEqualTo(directory.toRealPath().resolve("a/presence.db"));
    }

    @Test
    void locate_linkToNothing_unusable() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link.db"), directory.resolve("gone.db"));

        assertThatThrownBy(() -> DatabasePath.locate(link, true, false))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining(link.toString())
                .hasMessageContaining("symbolic link");
    }

    @Test
    void locate_device_unusable() {
        assertThatThrownBy(() -> DatabasePath.locate(Path.of("/dev/null"), true, true))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining("/dev/null")
                .hasMessageContaining("not an ordinary file");
    }
}
