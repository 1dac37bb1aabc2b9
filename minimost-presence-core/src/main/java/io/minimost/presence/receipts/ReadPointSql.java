package io.minimost.presence.receipts;

import io.minimost.presence.internal.FastSql;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code mp_read_points}: how far users have read in their own eyes, where that is not what others see. Each statement
 * decides and writes at once.
 */
interface ReadPointSql {
    /** What others see of the reader and channel of {@code asked}: as {@link WatermarkSql#lastRead}. */
    String SHOWN = """
            coalesce(
                (SELECT msg_ts FROM read_receipts AS receipt
                WHERE receipt.channel = asked.channel AND receipt.reader = asked.reader
                    AND receipt.msg_ts < 31556889864403200 AND receipt.msg_ts > coalesce(
                        (SELECT last_read_ts FROM mp_read_watermarks AS mark
                        WHERE mark.channel = asked.channel AND mark.reader = asked.reader), -31557014167219204)
                ORDER BY receipt.msg_ts DESC LIMIT 1),
                (SELECT last_read_ts FROM mp_read_watermarks AS mark
                WHERE mark.channel = asked.channel AND mark.reader = asked.reader))
            """;

    /** What counts of {@code shown} and a row, if there is one. */
    String OWN = """
            CASE WHEN read_ts IS NULL OR (shown > coalesce(shown_ts, -31557014167219204) AND shown > read_ts)
                THEN shown ELSE read_ts END
            """;

    /** How far {@code reader} has read in their own eyes. */
    @FastSql("SELECT " + OWN + " FROM (SELECT point.read_ts, point.shown_ts, " + SHOWN + """
             AS shown FROM (SELECT ? AS channel, ? AS reader) AS asked
            LEFT JOIN mp_read_points AS point ON point.reader = asked.reader AND point.channel = asked.channel) AS known
            """)
    Optional<Double> own(String channel, String reader);

    /** Where that is not what others see. */
    @FastSql("SELECT channel, own FROM (SELECT channel, shown, " + OWN
            + " AS own FROM (SELECT asked.channel, asked.read_ts, asked.shown_ts, " + SHOWN + """
             AS shown FROM mp_read_points AS asked WHERE asked.reader = ?) AS known) AS known
            WHERE shown IS NULL OR own <> shown ORDER BY channel
            """)
    List<OwnPoint> differing(String reader);

    /** A channel, and how far it was read. */
    record OwnPoint(String channel, double upTo) {}

    /** Whether {@code reader} reads privately: their choice, or null. */
    @FastSql("SELECT receipts FROM mp_privacy WHERE \"user\" = ? AND receipts <> 'all'")
    @Nullable
    String privacyOf(String reader);

    /** A wanted point, beside the row and what others see. */
    String WANTED =
            "INSERT INTO mp_read_points (reader, channel, read_ts, shown_ts) SELECT reader, channel, wanted, shown"
                    + " FROM (SELECT asked.reader, asked.channel, wanted, point.read_ts, point.shown_ts, " + SHOWN
                    + """
             AS shown FROM (SELECT ? AS reader, ? AS channel, ? AS wanted) AS asked
            LEFT JOIN mp_read_points AS point ON point.reader = asked.reader AND point.channel = asked.channel) AS known
            """;

    /** Moves the point, if it is earlier than that. Returns how many rows changed. */
    @FastSql(WANTED + "WHERE coalesce(" + OWN + ", -31557014167219204) < wanted" + """
             ON CONFLICT (reader, channel) DO UPDATE SET read_ts = excluded.read_ts, shown_ts = excluded.shown_ts
            WHERE excluded.read_ts > mp_read_points.read_ts
            """)
    int forward(String reader, String channel, double upTo);

    /** Moves the point, if it is later than that. Returns how many rows changed. */
    @FastSql(WANTED + "WHERE " + OWN + " > wanted" + """
             ON CONFLICT (reader, channel) DO UPDATE SET read_ts = excluded.read_ts, shown_ts = excluded.shown_ts
            """)
    int back(String reader, String channel, double upTo);

    /**
     * Others may see that the user has read up to then. Returns how many rows changed.
     *
     * @param same the same as {@code upTo}
     */
    @FastSql("UPDATE mp_read_points SET read_ts = ? WHERE reader = ? AND channel = ? AND read_ts < ?")
    int follow(double upTo, String reader, String channel, double same);

    @FastSql("DELETE FROM mp_read_points WHERE reader = ? AND channel = ?")
    int delete(String reader, String channel);

    @SqlUpdate("DELETE FROM mp_read_points WHERE reader = :reader")
    int deleteReader(String reader);

    @SqlUpdate("DELETE FROM mp_read_points WHERE channel = :channel")
    int deleteChannel(String channel);
}
