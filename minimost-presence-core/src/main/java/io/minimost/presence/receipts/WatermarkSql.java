package io.minimost.presence.receipts;

import io.minimost.presence.internal.FastSql;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table {@code mp_read_watermarks}: the time up to which each reader has read each channel. */
interface WatermarkSql {
    /**
     * The watermark, or the newest receipt that MiniMost wrote if that is newer. Scans the primary key backwards, from the
     * newest receipt of the channel to the watermark.
     */
    @FastSql("""
            SELECT max(ts) FROM (
                SELECT last_read_ts AS ts FROM mp_read_watermarks WHERE channel = ?1 AND reader = ?2
                UNION ALL
                SELECT (SELECT msg_ts FROM read_receipts
                    WHERE channel = ?1 AND reader = ?2 AND msg_ts < 31556889864403200 AND msg_ts > coalesce(
                        (SELECT last_read_ts FROM mp_read_watermarks WHERE channel = ?1 AND reader = ?2),
                        -31557014167219201)
                    ORDER BY msg_ts DESC LIMIT 1))
            """)
    Optional<Double> lastRead(String channel, String reader);

    /**
     * Moves the watermark forward only: not if it is as new as that already, or a receipt is that MiniMost wrote, see
     * {@link #lastRead}. Returns how many rows changed. Scans the primary key from {@code upTo} to the newest receipt.
     */
    @FastSql("""
            INSERT INTO mp_read_watermarks (channel, reader, last_read_ts)
            SELECT asked.channel, asked.reader, wanted FROM (SELECT ? AS channel, ? AS reader, ? AS wanted) AS asked
            WHERE NOT EXISTS (
                    SELECT 1 FROM mp_read_watermarks AS mark WHERE mark.channel = asked.channel
                        AND mark.reader = asked.reader AND mark.last_read_ts >= wanted)
                AND NOT EXISTS (
                    SELECT 1 FROM read_receipts AS receipt WHERE receipt.channel = asked.channel
                        AND receipt.reader = asked.reader AND receipt.msg_ts >= wanted
                        AND receipt.msg_ts < 31556889864403200)
            ON CONFLICT (channel, reader) DO UPDATE SET last_read_ts = excluded.last_read_ts
            WHERE excluded.last_read_ts > mp_read_watermarks.last_read_ts
            """)
    int moveForward(String channel, String reader, double upTo);

    /** Stores the watermark, unless it is as new as that already. Receipts do not matter: they may be deleted. */
    @FastSql("""
            INSERT INTO mp_read_watermarks (channel, reader, last_read_ts) VALUES (?, ?, ?)
            ON CONFLICT (channel, reader) DO UPDATE SET last_read_ts = excluded.last_read_ts
            WHERE excluded.last_read_ts > mp_read_watermarks.last_read_ts
            """)
    void raise(String channel, String reader, double upTo);

    /** The same for all readers of a message whose receipts are about to be deleted. */
    @SqlUpdate("""
            INSERT INTO mp_read_watermarks (channel, reader, last_read_ts)
            SELECT channel, reader, msg_ts FROM read_receipts WHERE channel = :channel AND msg_ts = :message
            ON CONFLICT (channel, reader) DO UPDATE SET last_read_ts = excluded.last_read_ts
            WHERE excluded.last_read_ts > mp_read_watermarks.last_read_ts
            """)
    int raiseReaders(String channel, double message);

    /** The watermarks, or the newest receipts where those are newer: MiniMost writes only receipts. */
    @SqlQuery("""
            SELECT reader, max(ts) FROM (
                SELECT reader, last_read_ts AS ts FROM mp_read_watermarks WHERE channel = :channel
                UNION ALL
                SELECT reader, max(msg_ts) AS ts FROM read_receipts WHERE channel = :channel AND
            """ + ReceiptSql.IS_TIME + """
                GROUP BY reader) AS known
            GROUP BY reader ORDER BY reader
            """)
    List<Watermark> all(String channel);

    /** The same for several channels, a JSON array of texts. */
    @SqlQuery("""
            SELECT channel, reader, max(ts) FROM (
                SELECT channel, reader, last_read_ts AS ts FROM mp_read_watermarks
                WHERE channel IN (SELECT value FROM json_each(:channels))
                UNION ALL
                SELECT channel, reader, max(msg_ts) AS ts FROM read_receipts
                WHERE channel IN (SELECT value FROM json_each(:channels)) AND
            """ + ReceiptSql.IS_TIME + """
                GROUP BY channel, reader) AS known
            GROUP BY channel, reader ORDER BY channel, reader
            """)
    List<ChannelWatermark> allIn(String channels);

    @SqlUpdate("DELETE FROM mp_read_watermarks WHERE channel = :channel")
    int deleteChannel(String channel);

    @SqlUpdate("DELETE FROM mp_read_watermarks WHERE reader = :reader")
    int deleteReader(String reader);
}
