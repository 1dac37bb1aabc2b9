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
     * Stores receipts, and raises the watermarks to the newest of them, with their facts in the order of the calls: of each call
     * its watermark, and then its newest receipt. Leaves out all of a reader in a channel if something was deleted since its mark,
     * or the reader reads privately. The points of the readers follow. Each argument is a message of a call; no message of a
     * reader in a channel may be there twice, and all of them there have the same mark.
     *
     * <p>The watermarks are locked first, sorted: a caller that has locked one is alone with its point and its receipts. The answer
     * is found again among the arguments by one join for all rows that were written: nested loops would compare all with all.
     */
    @FastSql("""
            WITH asked AS MATERIALIZED (
                SELECT call, place, name, message, key, now, mark >= (SELECT last_deletion FROM mp_fact_log) AND (
                    SELECT receipts FROM mp_privacy WHERE mp_privacy."user" = name AND receipts <> 'all') IS NULL AS counts
                FROM unnest(?, ?, ?, ?, ?, ?, ?) AS argument (call, place, name, message, key, now, mark)),
            newest AS MATERIALIZED (
                SELECT DISTINCT ON (place, name) call, place, name, message FROM asked WHERE counts
                ORDER BY place, name, message DESC),
            raised AS (
                INSERT INTO mp_read_watermarks (channel, reader, last_read_ts)
                SELECT place, name, message FROM newest
                ON CONFLICT (channel, reader) DO UPDATE SET last_read_ts = excluded.last_read_ts
                WHERE excluded.last_read_ts > mp_read_watermarks.last_read_ts
                RETURNING channel, reader, last_read_ts),
            followed AS (
                UPDATE mp_read_points AS point SET read_ts = message FROM newest
                WHERE point.reader = name AND point.channel = place AND point.read_ts < message
                    AND (SELECT count(*) FROM raised) >= 0
                RETURNING point.channel, point.reader),
            fresh AS (
                INSERT INTO read_receipts (channel, reader, msg_ts)
                SELECT place, name, message FROM asked WHERE counts AND (SELECT count(*) FROM followed) >= 0
                ON CONFLICT DO NOTHING RETURNING channel, reader, msg_ts),
            written_row (channel, reader, ts, what) AS (
                SELECT channel, reader, last_read_ts, 0 FROM raised
                UNION ALL SELECT channel, reader, msg_ts, 1 FROM fresh),
            stored AS MATERIALIZED (
                SELECT asked.*, what FROM written_row
                JOIN asked ON place = channel AND name = reader AND message = ts),
            new AS MATERIALIZED (
                SELECT CASE what WHEN 0 THEN 'watermark_moved' ELSE 'messages_read' END AS kind,
                    place AS channel, name AS username, key, now AS ts, row_number() OVER (ORDER BY call, what) AS number
                FROM (
                    SELECT DISTINCT ON (call, what) * FROM stored ORDER BY call, what, message DESC) AS fact),
            """ + PostgresFactAppend.LOG + """
            SELECT call, what, message, coalesce((SELECT last_seq FROM log), 0)
            FROM (
                SELECT call, what, message FROM stored
                UNION ALL SELECT call, 2, message FROM newest
                JOIN followed ON followed.channel = place AND followed.reader = name
                UNION ALL SELECT call, 3, message FROM asked WHERE NOT counts) AS answer
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
     * What became of an argument; none if nothing had to be written.
     *
     * @param what one of the constants
     * @param lastFact the sequence of the last fact; 0 if there is none
     */
    record Marked(long call, long what, double message, long lastFact) {
        static final int RAISED_WATERMARK = 0;
        static final int NEW_RECEIPT = 1;
        static final int MOVED_POINT = 2;
        static final int LEFT_OUT = 3;
    }
}
