package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.internal.MiniMostFiles.Generation;
import io.minimost.presence.testing.LogCapture;
import io.minimost.presence.testing.PlainConnection;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaUpgradeTest {
    private Path file = Path.of("");

    @BeforeEach
    void place(@TempDir Path directory) {
        file = directory.resolve("presence.db");
    }

    @ParameterizedTest
    @EnumSource
    void open_changesNoRow(Generation generation) {
        generation.writeTo(file);
        String before = MiniMostFiles.rows(file);

        openAndClose();

        // The media tables may be new; then they are empty.
        assertThat(MiniMostFiles.rows(file)).contains(before.lines().toList()).contains("zoe", "orphan");
    }

    @ParameterizedTest
    @EnumSource(names = {"NEWEST", "NEWEST_ON_SEED"})
    void open_keepsWhatOnlyTheNewestHas(Generation generation) {
        generation.writeTo(file);
        openAndClose();

        try (PlainConnection connection = PlainConnection.to(file)) {
            assertThat(connection.column("SELECT override FROM presence ORDER BY rowid"))
                    .containsExactly("idle", "null", "null");
            assertThat(connection.dump("call_participants", "sharing, invited_ts, last_seen_ts"))
                    .isEqualTo("[[1, 1.25, 3.25], [0, null, null]]");
            assertThat(connection.dump("calls", "screenshare_user")).isEqualTo("[[a], [null]]");
            assertThat(connection.dump("event_signal", "*")).isEqualTo("[[1, 42]]");
        }
    }

    @ParameterizedTest
    @EnumSource
    void open_addsWhatIsMissing(Generation generation) throws IOException {
        generation.writeTo(file);
        openAndClose();

        assertComplete();
    }

    @Test
    void open_createsEverything() throws IOException {
        openAndClose();

        assertComplete();
    }

    @ParameterizedTest
    @EnumSource
    void open_aSecondTime_writesNothing(Generation generation) {
        generation.writeTo(file);
        openAndClose();

        try (PlainConnection connection = PlainConnection.to(file)) {
            long version = connection.number("PRAGMA data_version");
            openAndClose();
            assertThat(connection.number("PRAGMA data_version")).isEqualTo(version);
        }
    }

    @ParameterizedTest
    @EnumSource
    void autoIncrement_goesOnWhereItWas(Generation generation) {
        generation.writeTo(file);
        openAndClose();

        try (PlainConnection connection = PlainConnection.to(file)) {
            assertThat(connection.number("SELECT seq FROM sqlite_sequence WHERE name = 'private_channels'"))
                    .isEqualTo(9);
        }
    }

    /** As an earlier release has created it. */
    @Test
    void open_addsIndexesThatAreNewer_andChangesNoRow() throws IOException {
        Generation.NEWEST.writeTo(file);
        openAndClose();
        String before = MiniMostFiles.rows(file);
        try (PlainConnection connection = PlainConnection.to(file)) {
            connection.script("DROP INDEX mp_calls_channel; DROP INDEX mp_screenshares_channel;"
                    + " DROP INDEX mp_read_points_channel");
        }

        openAndClose();

        assertComplete();
        assertThat(MiniMostFiles.rows(file)).isEqualTo(before);
    }

    /** As an earlier release has left it. */
    @ParameterizedTest
    @EnumSource
    void open_addsEverybodyToThoseWhoMayBeRecent(Generation generation) {
        generation.writeTo(file);
        PresenceStore.builder().file(file).manualSweeps().open().close();

        try (PlainConnection connection = PlainConnection.to(file)) {
            String users = "SELECT user FROM presence WHERE user IS NOT NULL ORDER BY user";
            assertThat(connection.column(users)).isNotEmpty();
            assertThat(connection.column("SELECT user FROM mp_recent ORDER BY user"))
                    .isEqualTo(connection.column(users));
        }
    }

    @Test
    void open_whileAnotherProcessWrites_leavesTheCompactingToTheNextOpen() {
        openAndClose();
        try (PlainConnection other = PlainConnection.to(file);
                LogCapture log = new LogCapture()) {
            other.script("PRAGMA auto_vacuum = NONE; VACUUM; BEGIN IMMEDIATE");
            PresenceStore.builder()
                    .file(file)
                    .busyTimeout(Duration.ofMillis(50))
                    .open()
                    .close();
            assertThat(log.text()).contains(file + ": not compacted");
            other.sql("COMMIT");
            assertThat(other.number("PRAGMA auto_vacuum")).isZero();

            openAndClose();
            assertThat(log.text()).contains(file + ": compacted once");
        }
        try (PlainConnection connection = PlainConnection.to(file)) {
            assertThat(connection.number("PRAGMA auto_vacuum")).isEqualTo(2);
        }
    }

    @Test
    void open_leavesForeignTablesColumnsAndTriggersAlone() {
        Generation.SEED.writeTo(file);
        try (PlainConnection connection = PlainConnection.to(file)) {
            connection.sql("CREATE TABLE notes (text TEXT)");
            connection.sql("ALTER TABLE presence ADD COLUMN mood TEXT DEFAULT 'fine'");
            connection.sql(
                    "CREATE TRIGGER watch AFTER INSERT ON typing BEGIN INSERT INTO notes VALUES (new.user); END");
            openAndClose();

            connection.sql("INSERT INTO typing VALUES ('bob', 'general', 1)");
            assertThat(connection.dump("notes", "*")).isEqualTo("[[bob]]");
            assertThat(connection.column("SELECT DISTINCT mood FROM presence")).containsExactly("fine");
        }
    }

    private void openAndClose() {
        PresenceStore.builder().file(file).manualSweeps().open().close();
    }

    private void assertComplete() throws IOException {
        try (PlainConnection connection = PlainConnection.to(file);
                InputStream expected = Objects.requireNonNull(getClass().getResourceAsStream("expected-columns.txt"))) {
            assertThat(connection.column("""
                            SELECT tables.name || '.' || columns.name || ' ' || columns.type
                                || iif(columns."notnull", ' NOT NULL', '')
                                || iif(columns.dflt_value IS NULL, '', ' DEFAULT ' || columns.dflt_value)
                                || iif(columns.pk, ' KEY ' || columns.pk, '')
                            FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
                            WHERE tables.type = 'table' AND tables.name <> 'sqlite_sequence'
                            ORDER BY 1
                            """))
                    .containsExactlyElementsOf(new String(expected.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList());
            assertThat(connection.column("""
                            SELECT name || ' ' || replace(replace(substr(sql, instr(sql, ' ON ')), '  ', ''), char(10), '')
                            FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY name
                            """))
                    .containsExactly(
                            "call_media_idx  ON call_media (call_id, sender, is_init, id)",
                            "mp_call_media_size  ON call_media (call_id, id, ts, length(data)) WHERE is_init = 0",
                            "mp_call_participants_user  ON call_participants (username, state)",
                            "mp_call_signals_recipient  ON call_signals (call_id, to_user, id)",
                            "mp_calls_channel  ON calls (channel)",
                            "mp_calls_ended  ON calls (coalesce(ended_ts, started_ts))"
                                    + " WHERE state IN ('ended', 'rejected')",
                            "mp_calls_live  ON calls (channel) WHERE state IN ('ringing', 'active')",
                            "mp_calls_one_live  ON calls (channel) WHERE state IN ('ringing', 'active')",
                            "mp_presence_merged  ON mp_presence (last_seen) WHERE state IS NOT NULL",
                            "mp_presence_override  ON presence (user) WHERE override <> ''",
                            "mp_private_channel_members_user  ON private_channel_members (username, channel_id)",
                            "mp_read_points_channel  ON mp_read_points (channel)",
                            "mp_screenshares_active  ON screenshares (channel) WHERE state = 'active'",
                            "mp_screenshares_channel  ON screenshares (channel)",
                            "mp_screenshares_ended  ON screenshares (coalesce(ended_ts, started_ts))"
                                    + " WHERE state = 'ended'",
                            "mp_sessions_until  ON mp_sessions (until_ts, user)",
                            "mp_share_media_size  ON share_media (share_id, id, ts, length(data)) WHERE is_init = 0",
                            "mp_status_until  ON mp_status (until_ts, user) WHERE until_ts IS NOT NULL",
                            "mp_typing_channel  ON typing (channel)",
                            "share_media_idx  ON share_media (share_id, is_init, id)");
            assertThat(connection.column("SELECT name FROM sqlite_schema WHERE type = 'trigger' ORDER BY name"))
                    .containsExactly("mp_recent_delete", "mp_recent_insert", "mp_recent_update");
            assertThat(connection.text("SELECT sql FROM sqlite_schema WHERE name = 'mp_calls_one_live'"))
                    .startsWith("CREATE UNIQUE INDEX");
            assertThat(connection.number("SELECT count(*) FROM event_signal")).isEqualTo(1);
            assertThat(connection.number("PRAGMA auto_vacuum")).isEqualTo(2);
            assertThat(connection.text("PRAGMA journal_mode")).isEqualTo("wal");
            assertThat(connection.number("PRAGMA user_version")).isEqualTo(2);
            assertThat(connection.text("PRAGMA integrity_check")).isEqualTo("ok");
        }
    }
}
