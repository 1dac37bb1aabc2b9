package io.minimost.presence.receipts;

import io.minimost.presence.internal.FastSql;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** The statements that differ on PostgreSQL, and what it does for many callers in one statement. */
interface PostgresReceiptSql extends ReceiptSql {
    @Override
    @SqlQuery("""
            SELECT msg_ts, string_agg(reader, '\037' ORDER BY reader)
            FROM read_receipts WHERE channel = :channel AND msg_ts > :after AND msg_ts < 31556889864403200
            GROUP BY msg_ts ORDER BY msg_ts LIMIT :limit
            """)
    List<MessageReaders> readersAfter(String channel, double after, int limit);

    /**
     * Stores receipts, and raises the watermarks to the newest of them, both sorted. Leaves out all of a reader in a channel
     * if something was deleted since one of the marks.
     */
    @FastSql("""
            WITH argument AS MATERIALIZED (
                SELECT * FROM unnest(?, ?, ?, ?) AS argument (place, name, message, mark)),
            newest AS MATERIALIZED (
                SELECT place, name, max(message) AS message FROM argument
                GROUP BY place, name HAVING min(mark) >= (SELECT last_deletion FROM mp_fact_log)),
            asked AS MATERIALIZED (
                SELECT DISTINCT place, name, argument.message FROM argument JOIN newest USING (place, name)),
            raised AS (
                INSERT INTO mp_read_watermarks (channel, reader, last_read_ts)
                SELECT place, name, message FROM newest ORDER BY place, name
                ON CONFLICT (channel, reader) DO UPDATE SET last_read_ts = excluded.last_read_ts
                WHERE excluded.last_read_ts > mp_read_watermarks.last_read_ts
                RETURNING channel, reader, last_read_ts),
            fresh AS (
                INSERT INTO read_receipts (channel, reader, msg_ts)
                SELECT place, name, message FROM asked ORDER BY place, message, name
                ON CONFLICT DO NOTHING RETURNING channel, reader, msg_ts)
            SELECT 'raised', channel, reader, last_read_ts FROM raised
            UNION ALL SELECT 'fresh', channel, reader, msg_ts FROM fresh
            UNION ALL SELECT 'done', place, name, message FROM newest
            """)
    List<Marked> markRead(String[] channels, String[] readers, Double[] messages, Long[] marks);

    /**
     * One row for each watermark that was raised, each receipt that is new, and each reader in a channel who was not left out.
     */
    record Marked(String what, String channel, String reader, double message) {}
}
