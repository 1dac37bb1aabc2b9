package io.minimost.presence.receipts;

import io.minimost.presence.internal.FastSql;
import java.util.List;
import java.util.Optional;

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

    /** Raises the watermarks, sorted, unless something was deleted since one of the marks. */
    @FastSql("""
            WITH asked AS MATERIALIZED (
                SELECT place, name, max(upto) AS upto FROM unnest(?, ?, ?, ?) AS argument (place, name, upto, mark)
                GROUP BY place, name HAVING min(mark) >= (SELECT last_deletion FROM mp_fact_log)),
            raised AS (
                INSERT INTO mp_read_watermarks (channel, reader, last_read_ts)
                SELECT place, name, upto FROM asked ORDER BY place, name
                ON CONFLICT (channel, reader) DO UPDATE SET last_read_ts = excluded.last_read_ts
                WHERE excluded.last_read_ts > mp_read_watermarks.last_read_ts
                RETURNING channel, reader)
            SELECT place, name, upto, raised.reader IS NOT NULL FROM asked
            LEFT JOIN raised ON raised.channel = place AND raised.reader = name
            """)
    List<Advanced> advance(String[] channels, String[] readers, Double[] upTo, Long[] marks);

    /** A reader in a channel, and the newest time that was asked for them. */
    record Advanced(String channel, String reader, double upTo, boolean moved) {}
}
