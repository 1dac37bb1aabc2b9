package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.errors.PresenceStoreException.Corrupt;
import io.minimost.presence.errors.PresenceStoreException.Unusable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that is not one of our databases gives an error with the path, and stays unchanged. */
@Timeout(60)
class UnusableFilesTest {
    private static final int PAGE = 4096;

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("presence.db");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 100, 511, 512, 1_000, PAGE, 5 * PAGE, 5 * PAGE + 7})
    void open_randomBytes_corruptAndUntouched(int size) throws IOException {
        byte[] noise = new byte[size];
        new Random(size).nextBytes(noise);
        Files.write(file, noise);

        assertRefused(Corrupt.class, noise);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30, 600, 9_000})
    void open_textFile_corruptAndUntouched(int length) throws IOException {
        byte[] text = "These are notes, not a database.\n".repeat(length).getBytes(StandardCharsets.UTF_8);
        byte[] cut = Arrays.copyOf(text, length);
        Files.write(file, cut);

        assertRefused(Corrupt.class, cut);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 99, 100, 511, 512, 1_000, PAGE - 1, PAGE, PAGE + 100, 5 * PAGE, 9 * PAGE + 1})
    void open_truncatedDatabase_corruptAndUntouched(int size) throws IOException {
        byte[] whole = database();
        assertThat(whole).hasSizeGreaterThan(size);
        byte[] truncated = Arrays.copyOf(whole, size);
        Files.write(file, truncated);

        assertRefused(Corrupt.class, truncated);
    }

    @Test
    void open_newerVersion_unusableAndUntouched() throws IOException, SQLException {
        Pairs.in(file).close();
        try (Outsider newer = Outsider.on(file)) {
            newer.execute("PRAGMA user_version = 1000");
        }
        byte[] before = Files.readAllBytes(file);

        assertRefused(Unusable.class, before);
        assertThatThrownBy(() -> PresenceStore.open(file)).hasMessageContaining("version 1000");
    }

    @Test
    void open_damagedInnerPage_typedErrorOrCorrectResultAndNothingCreated() throws IOException {
        byte[] whole = database();
        Random random = new Random(3);
        for (int page = 1; page < whole.length / PAGE; page++) {
            byte[] damaged = whole.clone();
            byte[] noise = new byte[PAGE];
            random.nextBytes(noise);
            System.arraycopy(noise, 0, damaged, page * PAGE, PAGE);
            Path copy = directory.resolve("damaged" + page + ".db");
            Files.write(copy, damaged);
            int readable = 0;
            try (Pairs pairs = Pairs.in(copy)) {
                readable = pairs.ids().size();
            } catch (Corrupt e) {
                assertThat(e).hasMessageContaining(copy.toString());
                readable = 200;
            }
            assertThat(readable).as("page %d", page).isEqualTo(200);
            assertThat(Files.size(copy)).isGreaterThanOrEqualTo(whole.length);
        }
    }

    @Test
    void open_emptyFile_aNewStoreUnlessItMayNotBeCreated() throws IOException {
        Files.createFile(file);
        assertThatThrownBy(() -> PresenceStore.builder()
                        .file(file)
                        .createIfMissing(false)
                        .open())
                .isInstanceOf(Unusable.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("empty");
        assertThat(file).isEmptyFile();

        try (PresenceStore store = PresenceStore.open(file)) {
            store.typing().start("alice", "general");
        }
        PresenceStore.builder().file(file).createIfMissing(false).open().close();
    }

    @Test
    void open_missingFileThatMayNotBeCreated_unusableAndNotCreated() {
        assertThatThrownBy(() -> PresenceStore.builder()
                        .file(file)
                        .createIfMissing(false)
                        .open())
                .isInstanceOf(Unusable.class)
                .hasMessageContaining(file.toString());

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void open_directoryOrMissingDirectory_unusable() {
        assertThatThrownBy(() -> PresenceStore.open(directory))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining(directory.toString())
                .hasMessageContaining("directory");
        Path lost = directory.resolve("missing").resolve("presence.db");
        assertThatThrownBy(() -> PresenceStore.open(lost))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining(lost.toString())
                .hasMessageContaining("does not exist");
        assertThat(directory).isEmptyDirectory();
    }

    private void assertRefused(Class<? extends PresenceStoreException> kind, byte[] before) throws IOException {
        assertThatThrownBy(() -> PresenceStore.open(file)).isInstanceOf(kind).hasMessageContaining(file.toString());

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .contains("presence.db")
                    .isSubsetOf("presence.db", "presence.db.lock");
        }
    }

    /** The file of a store with 200 pairs on many pages, properly closed. */
    private byte[] database() throws IOException {
        Path whole = directory.resolve("whole.db");
        try (Pairs pairs = Pairs.in(whole)) {
            pairs.run(Durability.EPHEMERAL, sql -> {
                for (int id = 0; id < 200; id++) {
                    sql.insert(id, 1, "x".repeat(50));
                    sql.insert(id, 2, "y".repeat(50));
                }
            });
        }
        byte[] bytes = Files.readAllBytes(whole);
        Files.delete(whole);
        Files.delete(directory.resolve("whole.db.lock"));
        return bytes;
    }
}
