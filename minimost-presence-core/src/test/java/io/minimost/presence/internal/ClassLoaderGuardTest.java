package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.errors.PresenceStoreException;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassLoaderGuardTest {
    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("presence.db");
    }

    @Test
    void open_byASecondClassLoader_refusedUntilTheFirstHasClosed() throws Exception {
        try (URLClassLoader second = secondCopy()) {
            try (PresenceStore first = PresenceStore.open(file)) {
                first.typing().start("alice", "general");

                assertThatThrownBy(() -> open(second, file))
                        .isInstanceOf(InvocationTargetException.class)
                        .cause()
                        .hasMessageContaining(file.toString())
                        .hasMessageContaining("another class loader")
                        .satisfies(refusal -> assertThat(refusal.getClass())
                                .hasToString("class " + PresenceStoreException.Unusable.class.getName())
                                .isNotEqualTo(PresenceStoreException.Unusable.class));

                first.typing().start("bob", "general");
                assertThat(first.typing().typingUsers("general", "carol")).containsExactly("alice", "bob");
            }
            open(second, file).close();
        }
    }

    @Test
    void open_byASecondClassLoaderThroughALink_refused() throws Exception {
        try (URLClassLoader second = secondCopy();
                PresenceStore first = PresenceStore.open(file)) {
            first.typing().start("alice", "general");
            Path link = Files.createSymbolicLink(directory.resolve("link.db"), file);

            assertThatThrownBy(() -> open(second, link)).cause().hasMessageContaining("another class loader");
        }
    }

    /** A cleanup tool that deletes empty files also deletes the lock file. */
    @Test
    void open_byASecondClassLoaderAfterTheLockWasRemoved_refused() throws Exception {
        try (URLClassLoader second = secondCopy();
                PresenceStore first =
                        PresenceStore.builder().file(file).manualSweeps().open()) {
            Files.delete(directory.resolve("presence.db.lock"));

            assertThatThrownBy(() -> open(second, file)).cause().hasMessageContaining("another class loader");

            assertThatThrownBy(first::sweep)
                    .isInstanceOf(PresenceStoreException.Unusable.class)
                    .hasMessageContaining("presence.db.lock was deleted");
        }
    }

    @Test
    void open_byASecondClassLoaderThroughASecondMount_refused() throws Exception {
        Path data = Files.createDirectory(directory.resolve("data"));
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        try (BindMount mount = BindMount.of(data, elsewhere);
                URLClassLoader second = secondCopy();
                PresenceStore first = PresenceStore.open(data.resolve("presence.db"))) {
            first.typing().start("alice", "general");
            Files.delete(data.resolve("presence.db.lock"));

            assertThatThrownBy(() -> open(second, mount.target().resolve("presence.db")))
                    .cause()
                    .hasMessageContaining("another class loader");
        }
    }

    @Test
    void close_lastStoreOnTheFile_leavesNoTraceInTheJvm() {
        Set<Object> before = Set.copyOf(System.getProperties().keySet());
        PresenceStore one = PresenceStore.open(file);
        PresenceStore other = PresenceStore.open(file);
        one.close();
        assertThat(System.getProperties().keySet()).hasSize(before.size() + 1);

        other.close();

        assertThat(System.getProperties().keySet()).isEqualTo(before);
    }

    @Test
    void open_byAnotherProcess_letIn() throws Exception {
        try (PresenceStore first = PresenceStore.open(file)) {
            Process other = ChildJvm.start(OpenAndWrite.class, file);

            assertThat(ChildJvm.output(other)).isEqualTo("written");

            assertThat(first.typing().typingUsers("general", "carol")).containsExactly("child");
        }
    }

    @Test
    void open_twiceByOneCopy_theLockIsHeldUntilBothAreClosed() throws Exception {
        try (URLClassLoader second = secondCopy();
                PresenceStore one = PresenceStore.open(file)) {
            try (PresenceStore other = PresenceStore.open(file)) {
                other.typing().start("alice", "general");
            }

            assertThatThrownBy(() -> open(second, file)).cause().hasMessageContaining("another class loader");
            assertThat(one.typing().typingUsers("general", "bob")).containsExactly("alice");
        }
    }

    @Test
    void open_thatFails_releasesTheLock() throws Exception {
        Files.writeString(file, "This is no database, but a text that is long enough to be taken for one. ".repeat(9));
        assertThatThrownBy(() -> PresenceStore.open(file)).isInstanceOf(PresenceStoreException.Corrupt.class);

        try (FileChannel lock = FileChannel.open(directory.resolve("presence.db.lock"), StandardOpenOption.WRITE);
                FileLock exclusive = lock.tryLock()) {
            assertThat(exclusive.isValid()).isTrue();
        }
    }

    /** Closing it throws what closing the store throws. */
    private static AutoCloseable open(ClassLoader loader, Path path) throws ReflectiveOperationException {
        Method open = loader.loadClass(PresenceStore.class.getName()).getMethod("open", Path.class);
        return (AutoCloseable) open.invoke(null, path);
    }

    private static URLClassLoader secondCopy() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    static final class OpenAndWrite {
        private OpenAndWrite() {}

        public static void main(String[] arguments) {
            try (PresenceStore store = PresenceStore.open(Path.of(arguments[0]))) {
                store.typing().start("child", "general");
            }
            System.out.println("written");
        }
    }
}
