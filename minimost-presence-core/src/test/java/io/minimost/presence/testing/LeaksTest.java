package io.minimost.presence.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.PresenceStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The gate can only be trusted if it sees what is open. */
class LeaksTest {
    @Test
    @EnabledOnOs(OS.LINUX)
    void openFiles_areThoseOfStoresThatAreOpen(@TempDir Path directory) throws IOException {
        Path file = directory.toRealPath().resolve("presence.db");
        try (PresenceStore store = PresenceStore.open(file)) {
            store.typing().start("alice", "general");
            assertThat(Leaks.openFiles()).contains(file.toString(), file + "-wal", file + "-shm", file + ".lock");
        }
        assertThat(Leaks.openFiles()).noneMatch(open -> open.startsWith(file.toString()));
    }

    @Test
    void sweepThreads_areThoseOfStoresThatAreOpen() {
        List<String> before = Leaks.sweepThreads();
        try (PresenceStore store = PresenceStore.inMemory()) {
            store.typing().start("alice", "general");
            await().until(() -> Leaks.sweepThreads().size() == before.size() + 1);
        }
        await().until(() -> Leaks.sweepThreads().equals(before));
    }
}
