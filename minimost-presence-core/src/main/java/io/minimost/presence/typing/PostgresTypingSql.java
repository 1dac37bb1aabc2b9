package io.minimost.presence.typing;

import io.minimost.presence.internal.FastSql;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL does for many callers in one statement. The statements that delete several rows lock them in the same order,
 * so that they never wait for each other.
 */
interface PostgresTypingSql extends TypingSql {
    @Override
    @SqlQuery("""
            DELETE FROM typing WHERE "user" = :user AND channel IN (
                SELECT channel FROM typing WHERE "user" = :user ORDER BY channel FOR UPDATE)
            RETURNING "user", channel, ts
            """)
    List<TypingRow> deleteAll(String user);

    /** Leaves out those that are being renewed. */
    @Override
    @SqlQuery("""
            DELETE FROM typing WHERE (ts < :from OR ts > :to) AND ("user", channel) IN (
                SELECT "user", channel FROM typing WHERE ts < :from OR ts > :to
                ORDER BY "user", channel FOR UPDATE SKIP LOCKED)
            RETURNING "user", channel, ts
            """)
    List<TypingRow> deleteOutside(long from, long to);

    /**
     * Renews or inserts a row for each user and channel, in the order of the arrays, unless something was deleted since its mark. A
     * row that lay outside of {@code from} to {@code to} takes its place anew. No user and channel may be there twice. For each of
     * {@code sameUsers} who does not show that they type, it writes nothing, and answers one row without a channel.
     */
    @FastSql("""
            WITH written AS (
                INSERT INTO typing AS row ("user", channel, ts)
                    SELECT name, place, second
                    FROM unnest(?, ?, ?, ?) WITH ORDINALITY AS argument (name, place, second, mark, position)
                    WHERE mark >= (SELECT last_deletion FROM mp_fact_log)
                        AND NOT EXISTS (SELECT FROM mp_privacy WHERE mp_privacy."user" = name AND sends_typing = 0)
                    ORDER BY position
                ON CONFLICT ("user", channel) DO UPDATE SET ts = excluded.ts,
                    rowid = CASE WHEN row.ts BETWEEN ? AND ? THEN row.rowid ELSE excluded.rowid END
                RETURNING "user", channel,
                    (SELECT ts FROM typing AS old WHERE old."user" = row."user" AND old.channel = row.channel) AS before,
                    xmax = 0 AS inserted)
            SELECT "user", channel, before, inserted FROM written
            UNION ALL SELECT "user", '', NULL, false FROM mp_privacy WHERE "user" = ANY (?) AND sends_typing = 0
            """)
    List<Start> start(
            String[] users, String[] channels, Long[] seconds, Long[] marks, long from, long to, String[] sameUsers);

    /**
     * A row.
     *
     * @param channel empty if the user does not show that they type
     * @param before the second of its renewal when the statement began; null if there was none
     * @param inserted whether there was none when the row was written: PostgreSQL marks a row that it has locked to update it
     */
    record Start(String user, String channel, @Nullable Long before, boolean inserted) {}
}
