package io.minimost.examples.chat;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/**
 * The table {@code messages}. Clients ask for all changes since the last one they know, so a change always gets a
 * later time than the change before it in any channel: that of the clock, or a little more.
 */
@RegisterConstructorMapper(ChatMessage.class)
interface MessageSql {
    @SqlQuery("SELECT max(changed_ts) FROM messages")
    Optional<Double> lastChange();

    @SqlQuery("""
            INSERT INTO messages (channel, sender, content, ts)
            SELECT :channel, :sender, :content,
                CASE WHEN max(changed_ts) + 0.000001 > :now THEN max(changed_ts) + 0.000001 ELSE :now END
            FROM messages
            RETURNING id, channel, sender, content, ts, reactions_ts
            """)
    ChatMessage insert(String channel, String sender, String content, double now);

    @SqlUpdate("""
            UPDATE messages SET reactions_ts = (
                SELECT CASE WHEN max(changed_ts) + 0.000001 > :now THEN max(changed_ts) + 0.000001 ELSE :now END
                FROM messages)
            WHERE channel = :channel AND ts = :ts
            """)
    int stampReactions(String channel, double ts, double now);

    @SqlQuery("SELECT * FROM messages WHERE id = :id")
    Optional<ChatMessage> find(long id);

    /** The messages that were sent, or whose reactions changed, later than {@code after}. Those older than {@code start} stay hidden. */
    @SqlQuery("""
            SELECT * FROM (
                SELECT * FROM messages WHERE channel = :channel AND changed_ts > :after AND ts >= :start
                ORDER BY changed_ts LIMIT :limit) AS page
            ORDER BY ts
            """)
    List<ChatMessage> changedAfter(String channel, double after, double start, int limit);

    @SqlQuery("""
            SELECT * FROM (
                SELECT * FROM messages WHERE channel = :channel AND ts >= :start
                ORDER BY ts DESC LIMIT :limit) AS page
            ORDER BY ts
            """)
    List<ChatMessage> newest(String channel, double start, int limit);

    @SqlQuery("""
            SELECT ts FROM messages
            WHERE channel = :channel AND ts > :after AND ts >= :start AND sender NOT IN (:reader, :system)
            ORDER BY ts
            """)
    List<Double> timesOfOthers(String channel, String reader, double after, double start, String system);
}
