package io.minimost.presence.receipts;

import io.minimost.presence.internal.FastSql;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** The statement that differs on PostgreSQL, and what it does for many callers in one statement. */
interface PostgresDeliverySql extends DeliverySql {
    @Override
    @SqlQuery("""
            SELECT channel, recipient, delivered_ts FROM mp_deliveries
            WHERE channel IN (SELECT json_array_elements_text(CAST(:channels AS json))) ORDER BY channel, recipient
            """)
    List<ChannelWatermark> allIn(String channels);

    /**
     * Moves the times forward, sorted, unless something was deleted since one of the marks; not for users who do not show it. Each
     * argument is a call; of several about the same time, it is moved by the first one with the newest.
     */
    @FastSql("""
            WITH asked AS MATERIALIZED (
                SELECT DISTINCT ON (place, name) call, place, name, upto,
                    min(mark) OVER (PARTITION BY place, name) AS mark
                FROM unnest(?, ?, ?, ?, ?) AS argument (call, place, name, upto, mark)
                ORDER BY place, name, upto DESC, call),
            newest AS MATERIALIZED (
                SELECT * FROM asked WHERE mark >= (SELECT last_deletion FROM mp_fact_log)),
            raised AS (
                INSERT INTO mp_deliveries (channel, recipient, delivered_ts)
                SELECT place, name, upto FROM newest WHERE NOT EXISTS (
                    SELECT FROM mp_privacy WHERE mp_privacy."user" = name AND (receipts <> 'all' OR invisible <> 0))
                ORDER BY place, name
                ON CONFLICT (channel, recipient) DO UPDATE SET delivered_ts = excluded.delivered_ts
                WHERE excluded.delivered_ts > mp_deliveries.delivered_ts
                RETURNING channel, recipient)
            SELECT place, name, call, raised.recipient IS NOT NULL FROM newest
            LEFT JOIN raised ON raised.channel = place AND raised.recipient = name
            """)
    List<Raised> raiseAll(Long[] calls, String[] channels, String[] recipients, Double[] upTo, Long[] marks);

    /**
     * A time that was not left out.
     *
     * @param call by which it moved, if it did
     */
    record Raised(String channel, String recipient, long call, boolean moved) {}
}
