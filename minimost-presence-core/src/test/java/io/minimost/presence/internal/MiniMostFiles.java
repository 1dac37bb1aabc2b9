package io.minimost.presence.internal;

import io.minimost.presence.testing.PlainConnection;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** Files as the generations of MiniMost leave them behind, with rows in every table. The statements are our own. */
final class MiniMostFiles {
    /** The columns of the first generation, by table. */
    private static final Map<String, String> FIRST_COLUMNS = Map.ofEntries(
            Map.entry("presence", "user, last_seen, state"),
            Map.entry("typing", "user, channel, ts"),
            Map.entry("read_receipts", "channel, msg_ts, reader"),
            Map.entry("message_reactions", "channel, msg_ts, emoji, reactor"),
            Map.entry("private_channels", "id, name, created_by, created_ts"),
            Map.entry("private_channel_members", "channel_id, username, joined_ts, history_start_ts"),
            Map.entry("calls", "call_id, channel, initiator, state, started_ts, answered_ts, ended_ts"),
            Map.entry("call_participants", "call_id, username, role, state, joined_ts, left_ts"),
            Map.entry("call_signals", "id, call_id, from_user, to_user, signal_type, payload, ts"),
            Map.entry("call_media", "id, call_id, sender, is_init, mime_type, data, ts"),
            Map.entry("screenshares", "share_id, channel, sharer, state, started_ts, ended_ts"),
            Map.entry("share_media", "id, share_id, is_init, mime_type, data, ts"));

    private static final String SETTINGS = """
            PRAGMA auto_vacuum = INCREMENTAL;
            PRAGMA journal_mode = WAL;
            """;

    private static final String COMMON_TABLES = """
            CREATE TABLE presence (user TEXT PRIMARY KEY, last_seen INTEGER NOT NULL, state TEXT NOT NULL);
            CREATE TABLE typing (
                user TEXT NOT NULL, channel TEXT NOT NULL, ts INTEGER NOT NULL, PRIMARY KEY (user, channel));
            CREATE TABLE read_receipts (
                channel TEXT NOT NULL, msg_ts REAL NOT NULL, reader TEXT NOT NULL,
                PRIMARY KEY (channel, msg_ts, reader));
            CREATE TABLE message_reactions (
                channel TEXT NOT NULL, msg_ts REAL NOT NULL, emoji TEXT NOT NULL, reactor TEXT NOT NULL,
                PRIMARY KEY (channel, msg_ts, emoji, reactor));
            CREATE TABLE private_channels (
                id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, created_by TEXT NOT NULL,
                created_ts REAL NOT NULL);
            CREATE TABLE private_channel_members (
                channel_id INTEGER NOT NULL, username TEXT NOT NULL, joined_ts REAL NOT NULL, history_start_ts REAL,
                PRIMARY KEY (channel_id, username), FOREIGN KEY (channel_id) REFERENCES private_channels (id));
            CREATE TABLE calls (
                call_id TEXT PRIMARY KEY, channel TEXT NOT NULL, initiator TEXT NOT NULL,
                state TEXT NOT NULL DEFAULT 'ringing', started_ts REAL NOT NULL, answered_ts REAL, ended_ts REAL);
            CREATE TABLE call_participants (
                call_id TEXT NOT NULL, username TEXT NOT NULL, role TEXT NOT NULL DEFAULT 'participant',
                state TEXT NOT NULL DEFAULT 'pending', joined_ts REAL, left_ts REAL,
                PRIMARY KEY (call_id, username), FOREIGN KEY (call_id) REFERENCES calls (call_id));
            CREATE TABLE call_signals (
                id INTEGER PRIMARY KEY AUTOINCREMENT, call_id TEXT NOT NULL, from_user TEXT NOT NULL,
                to_user TEXT NOT NULL, signal_type TEXT NOT NULL, payload TEXT NOT NULL, ts REAL NOT NULL);
            CREATE TABLE screenshares (
                share_id TEXT PRIMARY KEY, channel TEXT NOT NULL, sharer TEXT NOT NULL,
                state TEXT NOT NULL DEFAULT 'active', started_ts REAL NOT NULL, ended_ts REAL);
            """;

    private static final String MEDIA_TABLES = """
            CREATE TABLE call_media (
                id INTEGER PRIMARY KEY AUTOINCREMENT, call_id TEXT NOT NULL, sender TEXT NOT NULL,
                is_init INTEGER NOT NULL DEFAULT 0, mime_type TEXT, data BLOB NOT NULL, ts REAL NOT NULL);
            CREATE INDEX call_media_idx ON call_media (call_id, sender, is_init, id);
            CREATE TABLE share_media (
                id INTEGER PRIMARY KEY AUTOINCREMENT, share_id TEXT NOT NULL, is_init INTEGER NOT NULL DEFAULT 0,
                mime_type TEXT, data BLOB NOT NULL, ts REAL NOT NULL);
            CREATE INDEX share_media_idx ON share_media (share_id, is_init, id);
            """;

    private static final String NEWEST_ADDITIONS = """
            ALTER TABLE calls ADD COLUMN screenshare_user TEXT;
            ALTER TABLE presence ADD COLUMN override TEXT;
            ALTER TABLE call_participants ADD COLUMN sharing INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE call_participants ADD COLUMN invited_ts REAL;
            ALTER TABLE call_participants ADD COLUMN last_seen_ts REAL;
            CREATE TABLE event_signal (id INTEGER PRIMARY KEY CHECK (id = 1), gen INTEGER NOT NULL DEFAULT 0);
            INSERT INTO event_signal VALUES (1, 42);
            """;

    private static final String COMMON_ROWS = """
            INSERT INTO presence (user, last_seen, state) VALUES ('zoe', 1716000000, 'active');
            INSERT INTO presence (user, last_seen, state) VALUES ('alice', 1, 'Hidden');
            INSERT INTO presence (user, last_seen, state) VALUES (NULL, 0, '');
            INSERT INTO typing VALUES ('zoe', 'dm:zoe:alice', 1716000000);
            INSERT INTO typing VALUES ('alice', 'private:01', -5);
            INSERT INTO read_receipts VALUES ('general', 1716000000.1591275, 'alice');
            INSERT INTO read_receipts VALUES ('general', 1716000000, 'bob');
            INSERT INTO message_reactions VALUES ('general', 1795487159.1591275, 'thumbs_up', 'alice');
            INSERT INTO private_channels (id, name, created_by, created_ts) VALUES (7, 'Team', 'alice', 1.5);
            INSERT INTO private_channels (id, name, created_by, created_ts) VALUES (9, 'Gone', 'alice', 1.5);
            DELETE FROM private_channels WHERE id = 9;
            INSERT INTO private_channel_members VALUES (7, 'bob', 2.5, NULL);
            INSERT INTO private_channel_members VALUES (99, 'orphan', 2.5, 1.25);
            INSERT INTO calls (call_id, channel, initiator, state, started_ts, answered_ts, ended_ts)
                VALUES ('c1', 'dm:a:b', 'a', 'ended', 1.5, 2.5, 3.5);
            INSERT INTO calls (call_id, channel, initiator, started_ts) VALUES ('c2', 'dm:a:b', 'b', 4.5);
            INSERT INTO call_participants (call_id, username, role, state, joined_ts, left_ts)
                VALUES ('c1', 'a', 'initiator', 'left', 1.5, 3.5);
            INSERT INTO call_participants (call_id, username) VALUES ('c0', 'orphan');
            INSERT INTO call_signals VALUES (3, 'c2', 'a', 'b', 'offer', '{"sdp": "v=0"}', 5.5);
            INSERT INTO screenshares VALUES ('s1', 'general', 'alice', 'active', 6.5, NULL);
            """;

    private static final String MEDIA_ROWS = """
            INSERT INTO call_media VALUES (4, 'c2', 'a', 1, 'video/webm', x'00ff01', 7.5);
            INSERT INTO share_media VALUES (5, 's1', 0, NULL, x'', 8.5);
            """;

    private static final String NEWEST_ROWS = """
            UPDATE presence SET override = 'idle' WHERE user = 'zoe';
            UPDATE call_participants SET sharing = 1, invited_ts = 1.25, last_seen_ts = 3.25 WHERE username = 'a';
            UPDATE calls SET screenshare_user = 'a' WHERE call_id = 'c1';
            """;

    private MiniMostFiles() {}

    /** How to create the file of a generation. */
    enum Generation {
        /** Older than the column calls.screenshare_user. */
        OLDEST(SETTINGS + COMMON_TABLES + MEDIA_TABLES + COMMON_ROWS + MEDIA_ROWS),
        /** The version that specifies this library. */
        SEED(OLDEST.script + "ALTER TABLE calls ADD COLUMN screenshare_user TEXT;"),
        /** The latest, which has no tables for media. */
        NEWEST(SETTINGS + COMMON_TABLES + NEWEST_ADDITIONS + COMMON_ROWS + NEWEST_ROWS),
        /** The latest, on a file that the seed created. */
        NEWEST_ON_SEED(OLDEST.script + NEWEST_ADDITIONS + NEWEST_ROWS),
        /** Created before auto_vacuum was used. */
        NO_AUTO_VACUUM("PRAGMA journal_mode = WAL;" + COMMON_TABLES + MEDIA_TABLES + COMMON_ROWS + MEDIA_ROWS),
        /** Created before auto_vacuum and WAL were used. */
        ROLLBACK_JOURNAL(COMMON_TABLES + MEDIA_TABLES + COMMON_ROWS + MEDIA_ROWS);

        private final String script;

        Generation(String script) {
            this.script = script;
        }

        void writeTo(Path file) {
            try (PlainConnection connection = PlainConnection.to(file)) {
                connection.script(script);
            }
        }
    }

    /** The rows of {@code file}, a line for each table that it has, in the columns of the first generation. */
    static String rows(Path file) {
        try (PlainConnection connection = PlainConnection.to(file)) {
            return FIRST_COLUMNS.entrySet().stream()
                    .filter(table -> !connection
                            .sql("SELECT 1 FROM sqlite_schema WHERE name = ?", table.getKey())
                            .isEmpty())
                    .map(table -> table.getKey() + ": " + connection.dump(table.getKey(), table.getValue()))
                    .collect(Collectors.joining("\n"));
        }
    }
}
