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
     * Renews or inserts a row for each user and channel, sorted, unless something was deleted since one of its marks. A row that lay
     * outside of {@code from} to {@code to} takes its place anew. For users who do not show that they type, it writes nothing, and
     * answers as for a row that others have inserted.
     */
    @FastSql("""
            WITH asked AS MATERIALIZED (
                SELECT name, place, max(second) AS second, EXISTS (
                    SELECT FROM mp_privacy WHERE mp_privacy."user" = name AND sends_typing = 0) AS is_hidden
                FROM unnest(?, ?, ?, ?) AS argument (name, place, second, mark)
                GROUP BY name, place HAVING min(mark) >= (SELECT last_deletion FROM mp_fact_log)),
            old AS MATERIALIZED (
                SELECT "user", channel, ts FROM typing JOIN asked ON "user" = name AND channel = place),
            written AS (
                INSERT INTO typing AS row ("user", channel, ts) SELECT name, place, second FROM asked WHERE NOT is_hidden
                ORDER BY name COLLATE "C", place COLLATE "C"
                ON CONFLICT ("user", channel) DO UPDATE SET ts = excluded.ts,
                    rowid = CASE WHEN row.ts BETWEEN ? AND ? THEN row.rowid ELSE excluded.rowid END
                RETURNING "user", channel, xmax = 0 AS inserted)
            SELECT written."user", written.channel, old.ts, inserted FROM written
            LEFT JOIN old ON old."user" = written."user" AND old.channel = written.channel
            UNION ALL SELECT name, place, NULL, false FROM asked WHERE is_hidden
            """)
    List<Start> start(String[] users, String[] channels, Long[] seconds, Long[] marks, long from, long to);

    /**
     * A row.
     *
     * @param before the second of its renewal when the statement began; null if there was none
     * @param inserted whether there was none when the row was written: PostgreSQL marks a row that it has locked to update it
     */
    record Start(String user, String channel, @Nullable Long before, boolean inserted) {}
}
