package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.internal.MiniMostFiles.Generation;
import io.minimost.presence.testing.LogCapture;
import io.minimost.presence.testing.PlainConnection;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MiniMost may leave two live calls in one channel; the rule of one waits until they have ended. */
class LiveCallsOfOldFilesTest {
    private Path file = Path.of("");

    @BeforeEach
    void writeTwoLiveCalls(@TempDir Path directory) {
        file = directory.resolve("presence.db");
        Generation.SEED.writeTo(file);
        try (PlainConnection connection = PlainConnection.to(file)) {
            connection.sql("INSERT INTO calls (call_id, channel, initiator, state, started_ts)"
                    + " VALUES ('c3', 'dm:a:b', 'a', 'active', 5.5)");
        }
    }

    @Test
    void open_leavesTheCallsAndTheRuleAside() {
        try (LogCapture log = new LogCapture()) {
            openAndClose();
            assertThat(log.text()).contains("WARN", file.getFileName().toString(), "more than one live call");
        }

        assertThat(liveCalls()).isEqualTo(2);
        assertThat(hasRule()).isFalse();
    }

    @Test
    void open_aSecondTime_writesNothing() {
        openAndClose();

        try (PlainConnection connection = PlainConnection.to(file)) {
            long version = connection.number("PRAGMA data_version");
            openAndClose();
            assertThat(connection.number("PRAGMA data_version")).isEqualTo(version);
        }
    }

    @Test
    void open_afterOneHasEnded_addsTheRule() {
        openAndClose();
        try (PlainConnection connection = PlainConnection.to(file)) {
            connection.sql("UPDATE calls SET state = 'ended' WHERE call_id = 'c3'");
        }

        openAndClose();

        assertThat(liveCalls()).isEqualTo(1);
        assertThat(hasRule()).isTrue();
    }

    @Test
    void everythingElse_worksMeanwhile() {
        try (PresenceStore store =
                PresenceStore.builder().file(file).manualSweeps().open()) {
            store.typing().start("alice", "general");
            assertThat(store.typing().typingUsers("general", "bob")).containsExactly("alice");
            store.resetLiveState();
        }

        assertThat(liveCalls()).isZero();
    }

    private void openAndClose() {
        PresenceStore.builder().file(file).manualSweeps().open().close();
    }

    private long liveCalls() {
        try (PlainConnection connection = PlainConnection.to(file)) {
            return connection.number("SELECT count(*) FROM calls WHERE state IN ('ringing', 'active')");
        }
    }

    private boolean hasRule() {
        try (PlainConnection connection = PlainConnection.to(file)) {
            return connection.number("SELECT count(*) FROM sqlite_schema WHERE name = 'mp_calls_one_live'") == 1;
        }
    }
}
