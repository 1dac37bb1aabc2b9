package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.errors.PresenceStoreException.Unusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One database with two names: each would get its own write-ahead log, unless the directory is the same. */
@Timeout(60)
class SecondNameTest {
    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void create() {
        file = directory.resolve("presence.db");
        Pairs.in(file).close();
    }

    @Test
    void open_hardLink_refusedByBothNamesAndNothingIsMade() throws IOException {
        Path link = Files.createLink(
                Files.createDirectory(directory.resolve("other")).resolve("link.db"), file);

        assertRefused(link, "second name");
        assertRefused(file, "second name");

        assertThat(directory.resolve("other")).isDirectoryNotContaining("glob:**-wal");
        Files.delete(link);
        Pairs.in(file).close();
    }

    @Test
    void open_fileMountedElsewhere_refusedByBothNames() throws IOException {
        Path target = Files.createFile(
                Files.createDirectory(directory.resolve("a b\\c")).resolve("mounted.db"));
        try (BindMount mount = BindMount.of(file, target)) {
            assertRefused(mount.target(), "mounted at " + target);
            assertRefused(file, "mounted at " + target);
        }
        Pairs.in(file).close();
    }

    @Test
    void open_fileMountedElsewhereWhileAStoreIsOpen_refused() throws IOException {
        Path target = Files.createFile(
                Files.createDirectory(directory.resolve("other")).resolve("presence.db"));
        try (Pairs pairs = Pairs.in(file);
                BindMount mount = BindMount.of(file, target)) {
            pairs.write(1);
            assertRefused(mount.target(), "mount");
        }
    }

    @Test
    void open_directoryMountedElsewhere_worksButByOneNameAtATime() throws IOException {
        Path data = Files.createDirectory(directory.resolve("data"));
        Files.createDirectory(directory.resolve("elsewhere"));
        try (BindMount mount = BindMount.of(data, directory.resolve("elsewhere"))) {
            try (Pairs pairs = Pairs.in(data.resolve("presence.db"))) {
                pairs.write(1);

                assertRefused(
                        mount.target().resolve("presence.db"),
                        data.resolve("presence.db").toString());

                pairs.write(2);
            }
            try (Pairs pairs = Pairs.in(mount.target().resolve("presence.db"))) {
                assertThat(pairs.ids()).containsExactly(1L, 2L);
            }
        }
    }

    /** As in two containers with one volume. */
    @Test
    void open_directoryMountedElsewhereByAnotherProcess_works() throws Exception {
        Path data = Files.createDirectory(directory.resolve("data"));
        Files.createDirectory(directory.resolve("elsewhere"));
        try (BindMount mount = BindMount.of(data, directory.resolve("elsewhere"));
                Pairs pairs = Pairs.in(data.resolve("presence.db"))) {
            Process other =
                    ChildJvm.start(SharedFileWriter.class, mount.target().resolve("presence.db"), 0);
            for (long id = 0; id < 100; id++) {
                pairs.write(id);
            }
            assertThat(ChildJvm.output(other)).isEqualTo("done");

            pairs.write(100, Durability.DURABLE);
            assertThat(pairs.ids()).hasSize(101 + SharedFileTest.THREADS * SharedFileTest.WRITES);
        }
    }

    @Test
    void open_lockIsALinkToTheFile_refusedAndNothingIsLocked() throws IOException {
        Path lock = directory.resolve("presence.db.lock");
        Files.delete(lock);
        Files.createSymbolicLink(lock, file);

        assertRefused(file, "is a link to it");
    }

    private static void assertRefused(Path path, String reason) {
        assertThatThrownBy(() -> PresenceStore.open(path))
                .isInstanceOfSatisfying(
                        Unusable.class, e -> assertThat(e.store()).isEqualTo(path.toString()))
                .extracting(Throwable::getMessage)
                .asString()
                .contains(reason);
    }
}
