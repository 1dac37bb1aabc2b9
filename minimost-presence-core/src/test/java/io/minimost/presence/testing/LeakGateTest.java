package io.minimost.presence.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.PresenceStore;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Leaves something open, which the gate must detect, and then nothing. */
class LeakGateTest {
    private final LeakGate gate = new LeakGate();

    @BeforeEach
    void remember() {
        gate.remember();
    }

    @Test
    void aTimerThatStillRuns_isALeak() {
        try (PresenceStore store = PresenceStore.inMemory()) {
            store.typing().start("alice", "general");
            assertThat(gate.left()).singleElement().asString().startsWith("thread minimost-presence-sweep");
        }
        await().until(() -> gate.left().isEmpty());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileThatIsNotClosed_isALeak(@TempDir Path directory) {
        Path file = directory.resolve("presence.db");
        try (PresenceStore store =
                PresenceStore.builder().file(file).manualSweeps().open()) {
            store.typing().start("alice", "general");
            assertThat(gate.left()).anyMatch(leak -> leak.endsWith("presence.db"));
        }
        assertThat(gate.left()).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aConnectionThatIsNotClosed_isALeak(@TempDir Path directory) {
        try (PlainConnection connection = PlainConnection.to(directory.resolve("presence.db"))) {
            connection.script("CREATE TABLE t (c)");
            assertThat(gate.left()).anyMatch(leak -> leak.endsWith("presence.db"));
        }
        assertThat(gate.left()).isEmpty();
    }

    @Test
    void whatWasOpenBefore_isNoLeakOfThisClass() {
        try (PresenceStore store = PresenceStore.inMemory()) {
            store.typing().start("alice", "general");
            gate.remember();
            assertThat(gate.left()).isEmpty();
        }
    }
}
