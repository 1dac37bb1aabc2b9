package io.minimost.presence.receipts;

import io.minimost.presence.internal.HotSql;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table {@code mp_read_watermarks}: up to which message somebody has read a channel. */
interface WatermarkSql {
    @HotSql("SELECT last_read_ts FROM mp_read_watermarks WHERE channel = ? AND reader = ?")
    Optional<Double> find(String channel, String reader);

    /** Forward only. Returns how many rows changed. */
    @HotSql("""
            INSERT INTO mp_read_watermarks (channel, reader, last_read_ts) VALUES (?, ?, ?)
            ON CONFLICT (channel, reader) DO UPDATE SET last_read_ts = excluded.last_read_ts
            WHERE excluded.last_read_ts > last_read_ts
            """)
    int raise(String channel, String reader, double upTo);

    /** With what MiniMost may have written beside us. */
    @SqlQuery("""
            SELECT reader, max(ts) FROM (
                SELECT reader, last_read_ts AS ts FROM mp_read_watermarks WHERE channel = :channel
                UNION ALL
                SELECT reader, max(msg_ts) AS ts FROM read_receipts WHERE channel = :channel GROUP BY reader)
            GROUP BY reader ORDER BY reader
            """)
    List<Watermark> all(String channel);

    @SqlUpdate("DELETE FROM mp_read_watermarks WHERE channel = :channel")
    int deleteChannel(String channel);

    @SqlUpdate("DELETE FROM mp_read_watermarks WHERE reader = :reader")
    int deleteReader(String reader);
}
