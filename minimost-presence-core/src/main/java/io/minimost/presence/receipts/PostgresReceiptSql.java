package io.minimost.presence.receipts;

import io.minimost.presence.events.PostgresFactAppend;
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
     * Stores receipts, and raises the watermarks to the newest of them, both sorted, with their facts. Leaves out all of a reader
     * in a channel if something was deleted since one of the marks, or the reader reads privately. The points of the readers
     * follow. Each argument is a message of a call; what several calls ask for is done for the first of them.
     */
    @FastSql("""
            WITH argument AS MATERIALIZED (
                SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?) AS argument (call, place, name, message, key, now, mark)),
            newest AS MATERIALIZED (
                SELECT place, name, min(call) AS call, max(message) AS message,
                    (array_agg(key ORDER BY message DESC))[1] AS key, (array_agg(now ORDER BY call))[1] AS now
                FROM argument GROUP BY place, name HAVING min(mark) >= (SELECT last_deletion FROM mp_fact_log)
                    AND NOT EXISTS (SELECT FROM mp_privacy WHERE mp_privacy."user" = name AND receipts <> 'all')),
            asked AS MATERIALIZED (
                SELECT place, name, argument.message, min(argument.call) AS call, min(argument.key) AS key,
                    (array_agg(argument.now ORDER BY argument.call))[1] AS now
                FROM argument JOIN newest USING (place, name) GROUP BY place, name, argument.message),
            raised AS (
                INSERT INTO mp_read_watermarks (channel, reader, last_read_ts)
                SELECT place, name, message FROM newest ORDER BY place, name
                ON CONFLICT (channel, reader) DO UPDATE SET last_read_ts = excluded.last_read_ts
                WHERE excluded.last_read_ts > mp_read_watermarks.last_read_ts
                RETURNING channel, reader),
            followed AS (
                UPDATE mp_read_points AS point SET read_ts = message FROM newest
                WHERE point.reader = name AND point.channel = place AND point.read_ts < message
                    AND (SELECT count(*) FROM raised) >= 0
                RETURNING point.channel, point.reader),
            fresh AS (
                INSERT INTO read_receipts (channel, reader, msg_ts)
                SELECT place, name, message FROM asked ORDER BY place, message, name
                ON CONFLICT DO NOTHING RETURNING channel, reader, msg_ts),
            moved AS MATERIALIZED (
                SELECT newest.* FROM newest JOIN raised ON raised.channel = place AND raised.reader = name),
            marked AS MATERIALIZED (
                SELECT asked.* FROM asked
                JOIN fresh ON fresh.channel = place AND fresh.reader = name AND fresh.msg_ts = message),
            new AS MATERIALIZED (
                SELECT kind, place AS channel, name AS username, key, now AS ts,
                    row_number() OVER (ORDER BY call, kind DESC) AS number
                FROM (
                    SELECT 'watermark_moved' AS kind, call, place, name, key, now FROM moved
                    UNION ALL SELECT 'messages_read', call, place, name, (array_agg(key ORDER BY message DESC))[1], now
                    FROM marked GROUP BY call, place, name, now) AS fact),
            """ + PostgresFactAppend.LOG + """
            SELECT what, place, name, call, message, coalesce(last_seq, 0)
            FROM (
                SELECT 'raised' AS what, place, name, call, message FROM moved
                UNION ALL SELECT 'followed', place, name, call, message FROM newest
                JOIN followed ON followed.channel = place AND followed.reader = name
                UNION ALL SELECT 'fresh', place, name, call, message FROM marked
                UNION ALL SELECT 'done', place, name, call, message FROM newest) AS answer
            LEFT JOIN log ON true
            """)
    List<Marked> markRead(
            Long[] calls,
            String[] channels,
            String[] readers,
            Double[] messages,
            String[] keys,
            Double[] times,
            Long[] marks);

    /**
     * One row for each watermark that was raised, each point that has followed, each receipt that is new, and each reader in a
     * channel who was not left out.
     *
     * @param lastFact the sequence of the last fact; 0 if there is none
     */
    record Marked(String what, String channel, String reader, long call, double message, long lastFact) {}
}
