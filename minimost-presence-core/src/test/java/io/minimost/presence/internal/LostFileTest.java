package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.errors.PresenceStoreException.Unusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The file disappears while a store has it open. */
@Timeout(30)
class LostFileTest {
    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("presence.db");
    }

    @Test
    void sweep_fileWasDeleted_everyCallIsRefusedAndNothingIsCreatedAgain() throws IOException {
        try (PresenceStore store =
                PresenceStore.builder().file(file).manualSweeps().open()) {
            store.typing().start("alice", "general");
            store.sweep();
            store.typing().start("bob", "general");
            Files.delete(file);

            assertLost(store::sweep);

            assertLost(() -> store.typing().start("carol", "general"));
            assertLost(() -> store.typing().typingUsers("general", "alice"));
            assertLost(store::sweep);
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void sweep_fileWasReplaced_everyCallIsRefusedAndTheNewFileIsUntouched() throws IOException, SQLException {
        Path other = directory.resolve("other.db");
        try (Outsider outsider = Outsider.on(other)) {
            outsider.execute("CREATE TABLE other (x)");
        }
        byte[] before = Files.readAllBytes(other);
        try (PresenceStore store =
                PresenceStore.builder().file(file).manualSweeps().open()) {
            store.typing().start("alice", "general");
            Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);

            assertLost(store::sweep);
            assertLost(() -> store.typing().start("bob", "general"));
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void timer_fileWasDeleted_noticesByItself() throws IOException {
        try (PresenceStore store = PresenceStore.open(file)) {
            Files.delete(file);

            await().untilAsserted(() -> assertLost(() -> store.typing().start("alice", "general")));
        }
    }

    /** Otherwise a new connection would open the file that replaced the old one. */
    @Test
    void write_connectionIsReopenedAfterTheFileWasReplaced_refused() throws IOException {
        Path other = directory.resolve("other.db");
        Pairs.in(other).close();
        byte[] before = Files.readAllBytes(other);
        try (Pairs pairs = Pairs.in(file)) {
            pairs.write(1);
            Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
            assertThatThrownBy(() -> pairs.run(Durability.EPHEMERAL, sql -> {
                        throw new StackOverflowError();
                    }))
                    .isInstanceOf(StackOverflowError.class);

            assertLost(() -> pairs.write(2));
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    private void assertLost(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(Unusable.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("deleted, moved or replaced");
    }
}
