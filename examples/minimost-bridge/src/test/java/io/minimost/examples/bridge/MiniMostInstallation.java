package io.minimost.examples.bridge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** The data directory of a MiniMost, with its schemas, as it is before the bridge is started. */
record MiniMostInstallation(Path data) {
    private static final String COLUMNS = """
            id INTEGER PRIMARY KEY AUTOINCREMENT, channel TEXT NOT NULL, sender TEXT NOT NULL, content TEXT,
            content_type TEXT DEFAULT 'text', filename TEXT, ts REAL NOT NULL, edited INTEGER DEFAULT 0, edited_ts REAL,
            deleted INTEGER DEFAULT 0, deleted_ts REAL, reply_to_id INTEGER REFERENCES messages (id), reactions_ts REAL,
            mentions TEXT, metadata TEXT, client_msg_id TEXT, expires_ts REAL""";

    static MiniMostInstallation newest(Path data, String... users) {
        MiniMostInstallation installation = new MiniMostInstallation(data).withUsers(users);
        installation.run(
                "users/messages",
                "CREATE TABLE messages (" + COLUMNS + ")",
                "CREATE INDEX idx_messages_channel_ts ON messages (channel, ts)",
                """
                CREATE TABLE reactions (message_id INTEGER NOT NULL, emoji TEXT NOT NULL, reactor TEXT NOT NULL,
                    PRIMARY KEY (message_id, emoji, reactor))""",
                """
                CREATE TABLE read_state (user TEXT NOT NULL, channel TEXT NOT NULL, last_read_ts REAL NOT NULL DEFAULT 0,
                    PRIMARY KEY (user, channel))""",
                """
                CREATE VIRTUAL TABLE messages_fts USING fts5(content, content='messages', content_rowid='id',
                    tokenize='trigram', columnsize=0)""",
                """
                CREATE TRIGGER messages_fts_ai AFTER INSERT ON messages BEGIN
                    INSERT INTO messages_fts (rowid, content) VALUES (new.id, new.content);
                END""");
        return installation;
    }

    static MiniMostInstallation first(Path data, String... users) {
        MiniMostInstallation installation = new MiniMostInstallation(data).withUsers(users);
        for (String user : users) {
            installation.run(
                    "users/" + user, "CREATE TABLE messages (" + COLUMNS + ", read INTEGER DEFAULT 0, reactions TEXT)");
        }
        return installation;
    }

    private MiniMostInstallation withUsers(String... users) {
        try {
            Files.createDirectories(data.resolve("users"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run("auth", "CREATE TABLE users (username TEXT PRIMARY KEY, password_hash TEXT NOT NULL)");
        List.of(users).forEach(user -> run("auth", "INSERT INTO users VALUES ('" + user + "', '')"));
        return this;
    }

    /** Adds a message with the next id of that file. */
    void message(String file, String channel, String sender, double ts) {
        jdbi(file)
                .useHandle(sql -> sql.execute(
                        "INSERT INTO messages (channel, sender, content, ts) VALUES (?, ?, 'text', ?)",
                        channel,
                        sender,
                        ts));
    }

    void run(String file, String... statements) {
        jdbi(file).useHandle(sql -> List.of(statements).forEach(sql::execute));
    }

    List<Map<String, Object>> rows(String file, String query) {
        return jdbi(file).withHandle(sql -> sql.createQuery(query).mapToMap().list());
    }

    /** The only column of all rows. */
    List<Object> column(String file, String query) {
        return rows(file, query).stream()
                .map(row -> row.values().iterator().next())
                .toList();
    }

    long changeCounter() {
        return ((Number) column("presence", "SELECT gen FROM event_signal").get(0)).longValue();
    }

    Jdbi jdbi(String file) {
        return Jdbi.create("jdbc:sqlite:" + data.resolve(file + ".db"));
    }
}
