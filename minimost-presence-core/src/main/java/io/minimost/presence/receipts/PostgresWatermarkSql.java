package io.minimost.presence.receipts;

import io.minimost.presence.events.PostgresFactAppend;
import io.minimost.presence.internal.FastSql;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** The statements that differ on PostgreSQL, and what it does for many callers in one statement. */
interface PostgresWatermarkSql extends WatermarkSql {
    @Override
    @FastSql("""
            WITH asked AS (SELECT ? AS place, ? AS name)
            SELECT greatest(
                (SELECT last_read_ts FROM mp_read_watermarks, asked WHERE channel = place AND reader = name),
                (SELECT msg_ts FROM read_receipts, asked
                    WHERE channel = place AND reader = name AND msg_ts < 31556889864403200 AND msg_ts > coalesce(
                        (SELECT last_read_ts FROM mp_read_watermarks, asked WHERE channel = place AND reader = name),
                        -31557014167219204)
                    ORDER BY msg_ts DESC LIMIT 1))
            """)
    Optional<Double> lastRead(String channel, String reader);

    @Override
    @SqlQuery("""
            SELECT channel, reader, max(ts) FROM (
                SELECT channel, reader, last_read_ts AS ts FROM mp_read_watermarks
                WHERE channel IN (SELECT json_array_elements_text(CAST(:channels AS json)))
                UNION ALL
                SELECT channel, reader, max(msg_ts) AS ts FROM read_receipts
                WHERE channel IN (SELECT json_array_elements_text(CAST(:channels AS json))) AND
            """ + ReceiptSql.IS_TIME + """
                GROUP BY channel, reader) AS known
            GROUP BY channel, reader ORDER BY channel, reader
            """)
    List<ChannelWatermark> allIn(String channels);

    /**
     * Raises the watermarks, sorted, with their facts, unless something was deleted since one of the marks, or the reader reads
     * privately. Each argument is a call; of several about the same watermark, it is raised by the first one with the newest time.
     * The points of the readers follow, whose rows nobody else writes while the watermark is locked.
     */
    @FastSql("""
            WITH asked AS MATERIALIZED (
                SELECT DISTINCT ON (place, name) call, place, name, upto, key, now,
                    min(mark) OVER (PARTITION BY place, name) AS mark
                FROM unnest(?, ?, ?, ?, ?, ?, ?) AS argument (call, place, name, upto, key, now, mark)
                ORDER BY place, name, upto DESC, call),
            newest AS MATERIALIZED (
                SELECT * FROM asked WHERE mark >= (SELECT last_deletion FROM mp_fact_log) AND NOT EXISTS (
                    SELECT FROM mp_privacy WHERE mp_privacy."user" = name AND receipts <> 'all')),
            raised AS (
                INSERT INTO mp_read_watermarks (channel, reader, last_read_ts)
                SELECT place, name, upto FROM newest ORDER BY place, name
                ON CONFLICT (channel, reader) DO UPDATE SET last_read_ts = excluded.last_read_ts
                WHERE excluded.last_read_ts > mp_read_watermarks.last_read_ts
                RETURNING channel, reader),
            followed AS (
                UPDATE mp_read_points AS point SET read_ts = upto FROM newest
                WHERE point.reader = name AND point.channel = place AND point.read_ts < upto
                    AND (SELECT count(*) FROM raised) >= 0
                RETURNING point.channel, point.reader),
            new AS MATERIALIZED (
                SELECT 'watermark_moved' AS kind, place AS channel, name AS username, key, now AS ts,
                    row_number() OVER (ORDER BY call) AS number
                FROM newest JOIN raised ON raised.channel = place AND raised.reader = name),
            """ + PostgresFactAppend.LOG + """
            SELECT place, name, call, raised.reader IS NOT NULL, followed.reader IS NOT NULL, coalesce(last_seq, 0)
            FROM newest
            LEFT JOIN raised ON raised.channel = place AND raised.reader = name
            LEFT JOIN followed ON followed.channel = place AND followed.reader = name
            LEFT JOIN log ON true
            """)
    List<Advanced> advance(
            Long[] calls,
            String[] channels,
            String[] readers,
            Double[] upTo,
            String[] keys,
            Double[] times,
            Long[] marks);

    /**
     * A watermark that was not left out.
     *
     * @param call by which it moved, if it did
     * @param followed whether the reader's point moved, too
     * @param lastFact the sequence of the last fact; 0 if there is none
     */
    record Advanced(String channel, String reader, long call, boolean moved, boolean followed, long lastFact) {}
}
