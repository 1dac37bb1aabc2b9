package io.minimost.presence.typing;

import io.minimost.presence.internal.FastSql;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The table {@code typing}: one row for each user and channel, with the second of the last renewal. */
interface TypingSql {
    /** Leaves out the rows of users who do not show that they type, which a MiniMost may have written. */
    String IS_SHOWN = """
             AND NOT EXISTS (
                SELECT 1 FROM mp_privacy WHERE mp_privacy."user" = typing."user" AND mp_privacy.sends_typing = 0)
            """;

    /** Renews the row if {@code user} was typing, the usual case. Returns how many rows changed. */
    @FastSql("UPDATE typing SET ts = ? WHERE \"user\" = ? AND channel = ? AND ts BETWEEN ? AND ?" + IS_SHOWN)
    int renew(long ts, String user, String channel, long from, long to);

    /** Whether {@code user} does not show that they type: their name, or null. */
    @FastSql("SELECT \"user\" FROM mp_privacy WHERE \"user\" = ? AND sends_typing = 0")
    @Nullable
    String hidden(String user);

    @FastSql("INSERT INTO typing (\"user\", channel, ts) VALUES (?, ?, ?)")
    void insert(String user, String channel, long ts);

    /** Least recently renewed first, as in MiniMost. */
    @FastSql("SELECT \"user\" FROM typing WHERE channel = ? AND ts BETWEEN ? AND ? AND \"user\" <> ?" + IS_SHOWN
            + "ORDER BY ts, rowid")
    List<String> typingUsers(String channel, long from, long to, String viewer);

    /** The same without a viewer to leave out. */
    @FastSql("SELECT \"user\" FROM typing WHERE channel = ? AND ts BETWEEN ? AND ?" + IS_SHOWN + "ORDER BY ts, rowid")
    List<String> allTypingUsers(String channel, long from, long to);

    /** The same for several channels, a JSON array of texts; the order is that of each channel. */
    @FastSql("""
            SELECT channel, "user" FROM typing
            WHERE channel IN (SELECT value FROM json_each(?)) AND ts BETWEEN ? AND ?
            """ + IS_SHOWN + "ORDER BY ts, rowid")
    List<Typist> typingUsersIn(String channels, long from, long to);

    /** A user who is typing. */
    record Typist(String channel, String user) {}

    @FastSql("DELETE FROM typing WHERE \"user\" = ? AND channel = ? RETURNING ts")
    Optional<Long> delete(String user, String channel);

    @SqlQuery("DELETE FROM typing WHERE \"user\" = :user RETURNING rowid, \"user\", channel, ts")
    List<TypingRow> deleteAll(String user);

    @SqlUpdate("DELETE FROM typing WHERE channel = :channel")
    int deleteChannel(String channel);

    @SqlUpdate("UPDATE typing SET ts = :now WHERE ts > :newest")
    int pullBack(long now, long newest);

    @FastSql("SELECT ts FROM typing WHERE ts < ? OR ts > ? LIMIT 1")
    Optional<Long> anyOutside(long from, long to);

    @SqlQuery("SELECT rowid, \"user\", channel, ts FROM typing WHERE ts < :from OR ts > :to LIMIT :limit")
    List<TypingRow> outside(long from, long to, int limit);

    /** Those of {@code rows}, a JSON array of {@code [rowid, user, channel]}, that are still outside of the window. */
    @SqlQuery("""
            DELETE FROM typing WHERE (ts < :from OR ts > :to) AND rowid IN (SELECT value ->> 0 FROM json_each(:rows))
            RETURNING rowid, "user", channel, ts
            """)
    List<TypingRow> deleteOutside(String rows, long from, long to);
}
