package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.channels.HistoryVisibility;
import io.minimost.presence.internal.MiniMostFiles.Generation;
import io.minimost.presence.reactions.Reaction;
import io.minimost.presence.testing.PlainConnection;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.MessageRef;
import io.minimost.presence.values.PresenceState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What both generations of MiniMost do when they start and work, on a file that this library has open. */
class OriginalStatementsTest {
    private static final long NOW = StoreFixture.START.getEpochSecond();

    @ParameterizedTest
    @EnumSource
    void theOriginal_worksWhileTheStoreIsOpen(Generation generation, @TempDir Path directory) {
        Path file = directory.resolve("presence.db");
        generation.writeTo(file);
        try (PresenceStore store = open(file)) {
            store.presence().update("carol", PresenceState.IDLE);
            store.typing().start("carol", "general");
            originalStartsAndWorks(file);

            assertThat(store.presence().recentStates())
                    .isEqualTo(Map.of("alice", PresenceState.ACTIVE, "carol", PresenceState.OFFLINE));
            assertThat(store.typing().typingUsers("general", "me")).containsExactly("alice", "carol");
        }
    }

    @Test
    void theOriginal_worksAfterTheStoreWasClosed(@TempDir Path directory) {
        Path file = directory.resolve("presence.db");
        open(file).close();
        originalStartsAndWorks(file);

        try (PresenceStore store = open(file)) {
            assertThat(store.presence().recentStates()).containsEntry("alice", PresenceState.ACTIVE);
            assertThat(store.typing().typingUsers("general", "me")).contains("alice");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theTablesOfTheOriginal_areShared(Generation generation, @TempDir Path directory) {
        Path file = directory.resolve("presence.db");
        generation.writeTo(file);
        Instant message = StoreFixture.START.plusMillis(250);
        try (PresenceStore store = open(file);
                PlainConnection original = PlainConnection.to(file)) {
            MessageRef ref = new MessageRef("general", message);
            ChannelId.Private team = new ChannelId.Private(7);
            original.sql("INSERT OR IGNORE INTO read_receipts VALUES (?, ?, ?)", "general", NOW + 0.25, "dave");
            original.sql("INSERT OR IGNORE INTO read_receipts VALUES (?, ?, ?)", "general", NOW + 0.25, "dave");
            original.sql("INSERT INTO message_reactions VALUES (?, ?, ?, ?)", "general", NOW + 0.25, "tada", "dave");
            original.sql("INSERT INTO private_channel_members VALUES (?, ?, ?, ?)", 7, "dave", NOW, NOW);

            assertThat(store.receipts().receiptsOf("general", List.of(message)))
                    .containsEntry(message, List.of("dave"));
            assertThat(store.receipts().lastRead("general", "dave")).contains(message);
            assertThat(store.receipts().watermarks("general")).containsOnlyKeys("alice", "bob", "dave");
            assertThat(store.reactions().reactionsTo(ref)).containsExactly(new Reaction("tada", List.of("dave")));
            assertThat(store.channels().channelsOf("dave").get(0).members()).containsExactly("bob", "dave");
            assertThat(store.channels().historyStart(team, "dave")).contains(StoreFixture.START);

            store.receipts().markRead("general", "carol", List.of(message));
            store.reactions().toggle(ref, "tada", "carol");
            store.channels().addMember(team, "dave", "carol", HistoryVisibility.all());
            assertThat(store.channels().create("New", "carol", List.of()).id()).isEqualTo(new ChannelId.Private(10));

            assertThat(original.column(
                            "SELECT reader FROM read_receipts WHERE channel = ? AND msg_ts = ?", "general", NOW + 0.25))
                    .containsExactly("carol", "dave");
            assertThat(original.column(
                            "SELECT reactor FROM message_reactions WHERE channel = ? AND msg_ts = ?",
                            "general",
                            NOW + 0.25))
                    .containsExactly("carol", "dave");
            assertThat(original.column("SELECT username FROM private_channel_members WHERE channel_id = 7"))
                    .containsExactly("bob", "carol", "dave");
            original.sql("DELETE FROM message_reactions WHERE reactor = 'carol'");
            original.sql("DELETE FROM private_channel_members WHERE channel_id = 7 AND username = 'carol'");
            original.sql("INSERT INTO private_channels (name, created_by, created_ts) VALUES ('Next', 'dave', 1.5)");
            assertThat(store.channels().isMember(team, "carol")).isFalse();
            assertThat(store.channels().find(new ChannelId.Private(11))).isPresent();
        }
    }

    private static void originalStartsAndWorks(Path file) {
        try (PlainConnection original = PlainConnection.to(file)) {
            original.sql("PRAGMA auto_vacuum = INCREMENTAL");
            original.sql("PRAGMA journal_mode=WAL");
            original.sql("CREATE TABLE IF NOT EXISTS presence"
                    + " (user TEXT PRIMARY KEY, last_seen INTEGER NOT NULL, state TEXT NOT NULL)");
            original.sql("CREATE TABLE IF NOT EXISTS calls (call_id TEXT PRIMARY KEY, channel TEXT NOT NULL)");
            original.sql("CREATE INDEX IF NOT EXISTS call_media_idx ON call_media (call_id, sender, is_init, id)");
            for (String column : new String[] {
                "calls ADD COLUMN screenshare_user TEXT",
                "presence ADD COLUMN override TEXT",
                "call_participants ADD COLUMN sharing INTEGER NOT NULL DEFAULT 0",
                "call_participants ADD COLUMN invited_ts REAL",
                "call_participants ADD COLUMN last_seen_ts REAL"
            }) {
                // To MiniMost this error means that there is nothing to do.
                assertThatThrownBy(() -> original.sql("ALTER TABLE " + column))
                        .cause()
                        .hasMessageContaining("duplicate column name");
            }
            assertThat(original.number("PRAGMA auto_vacuum")).isEqualTo(2);
            original.sql("UPDATE presence SET state = 'offline'");
            original.sql(
                    "INSERT OR REPLACE INTO presence (user,last_seen,state) VALUES (?,?,?)", "alice", NOW, "active");
            original.sql("INSERT OR REPLACE INTO typing (user, channel, ts) VALUES (?, ?, ?)", "alice", "general", NOW);
            original.sql("INSERT OR REPLACE INTO typing (user, channel, ts) VALUES (?, ?, ?)", "carol", "general", NOW);
            original.sql("INSERT OR IGNORE INTO event_signal (id, gen) VALUES (1, 0)");
            original.sql("UPDATE event_signal SET gen = gen + 1 WHERE id = 1");
            original.sql("UPDATE calls SET state = 'ended', ended_ts = 1.5 WHERE state IN ('ringing', 'active')");
            original.sql("DELETE FROM call_signals");
            original.sql("PRAGMA incremental_vacuum");
        }
    }

    private static PresenceStore open(Path file) {
        return PresenceStore.builder()
                .file(file)
                .clock(() -> StoreFixture.START)
                .manualSweeps()
                .open();
    }
}
