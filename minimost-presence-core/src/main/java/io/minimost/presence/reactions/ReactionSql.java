package io.minimost.presence.reactions;

import io.minimost.presence.internal.FastSql;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The table {@code message_reactions}: one row for each message, reaction and user. */
interface ReactionSql {
    /** See {@link EmojiSpelling#withoutSelectors}. */
    String WITHOUT_SELECTORS = "replace(replace(emoji, '\ufe0e', ''), '\ufe0f', '')";

    @FastSql("""
            INSERT INTO message_reactions (channel, msg_ts, emoji, reactor) VALUES (?, ?, ?, ?)
            """)
    void insert(String channel, double message, String emoji, String reactor);

    @FastSql("DELETE FROM message_reactions WHERE channel = ? AND msg_ts = ? AND emoji = ? AND reactor = ?")
    int delete(String channel, double message, String emoji, String reactor);

    @FastSql("""
            SELECT emoji FROM message_reactions WHERE channel = ? AND msg_ts = ? AND emoji = ? AND reactor = ?
            """)
    @Nullable
    String find(String channel, double message, String emoji, String reactor);

    /** The spelling in which the message has {@code emoji}, given without variation selectors; the first if there are several. */
    @FastSql("SELECT emoji FROM message_reactions WHERE channel = ? AND msg_ts = ? AND "
            + WITHOUT_SELECTORS
            + " = ? ORDER BY rowid LIMIT 1")
    @Nullable
    String spelling(String channel, double message, String emoji);

    /** The same of one reactor. */
    @FastSql("SELECT emoji FROM message_reactions WHERE channel = ? AND msg_ts = ? AND "
            + WITHOUT_SELECTORS
            + " = ? AND reactor = ? LIMIT 1")
    @Nullable
    String spellingBy(String channel, double message, String emoji, String reactor);

    /** Deletes all spellings. */
    @FastSql("DELETE FROM message_reactions WHERE channel = ? AND msg_ts = ? AND " + WITHOUT_SELECTORS
            + " = ? AND reactor = ?")
    int deleteSpellings(String channel, double message, String emoji, String reactor);

    /** The reactions to the message, each in all of its spellings, and which of them are of {@code reactor}. */
    @FastSql("""
            SELECT emoji, max(CASE WHEN reactor = ? THEN 1 ELSE 0 END) FROM message_reactions
            WHERE channel = ? AND msg_ts = ? GROUP BY emoji
            """)
    List<Spelling> spellings(String reactor, String channel, double message);

    /** A spelling of a reaction, and whether it is of the reactor asked for. */
    record Spelling(String emoji, boolean isOwn) {}

    /** The reactions to {@code messages}, a JSON array of times; the reactors are in one text. */
    @SqlQuery("""
            SELECT msg_ts, emoji, string_agg(reactor, '\037' ORDER BY reactor), min(rowid)
            FROM message_reactions
            WHERE channel = :channel AND msg_ts IN (SELECT value FROM json_each(:messages))
            GROUP BY msg_ts, emoji ORDER BY msg_ts, emoji
            """)
    List<ReactionRow> of(String channel, String messages);

    @SqlUpdate("DELETE FROM message_reactions WHERE channel = :channel AND msg_ts = :message")
    int deleteMessage(String channel, double message);

    @SqlUpdate("DELETE FROM message_reactions WHERE channel = :channel")
    int deleteChannel(String channel);

    @SqlUpdate("DELETE FROM message_reactions WHERE reactor = :reactor")
    int deleteReactor(String reactor);
}
