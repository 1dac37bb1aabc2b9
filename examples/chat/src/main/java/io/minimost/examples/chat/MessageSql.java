package io.minimost.examples.chat;

import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table {@code messages}. */
@RegisterConstructorMapper(Message.class)
interface MessageSql {
    @SqlUpdate("""
            CREATE TABLE IF NOT EXISTS messages (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                channel TEXT NOT NULL,
                sender TEXT NOT NULL,
                content TEXT NOT NULL,
                ts REAL NOT NULL,
                UNIQUE (channel, ts))
            """)
    void createTable();

    /** The time is the clock's, but always later than the last message's: clients ask for what is newer than they have. */
    @SqlQuery("""
            INSERT INTO messages (channel, sender, content, ts)
            SELECT :channel, :sender, :content, max(:now, coalesce(max(ts) + 0.000001, 0))
            FROM messages WHERE channel = :channel
            RETURNING *
            """)
    Message insert(String channel, String sender, String content, double now);

    @SqlQuery("SELECT * FROM messages WHERE channel = :channel AND ts > :after ORDER BY ts LIMIT :limit")
    List<Message> after(String channel, double after, int limit);

    @SqlQuery("""
            SELECT * FROM (SELECT * FROM messages WHERE channel = :channel ORDER BY ts DESC LIMIT :limit)
            ORDER BY ts
            """)
    List<Message> newest(String channel, int limit);
}
