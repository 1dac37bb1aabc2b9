package io.minimost.presence.receipts;

import io.minimost.presence.internal.FastSql;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table {@code mp_deliveries}: the time up to which each user has received each channel. */
interface DeliverySql {
    /**
     * Moves the time forward only; not at all for a user who does not show it. Returns how many rows changed.
     *
     * @param user the same as {@code recipient}
     */
    @FastSql("""
            INSERT INTO mp_deliveries (channel, recipient, delivered_ts) SELECT ?, ?, ? WHERE NOT EXISTS (
                SELECT 1 FROM mp_privacy
                WHERE mp_privacy."user" = ? AND (mp_privacy.receipts <> 'all' OR mp_privacy.invisible <> 0))
            ON CONFLICT (channel, recipient) DO UPDATE SET delivered_ts = excluded.delivered_ts
            WHERE excluded.delivered_ts > mp_deliveries.delivered_ts
            """)
    int raise(String channel, String recipient, double upTo, String user);

    @FastSql("SELECT delivered_ts FROM mp_deliveries WHERE channel = ? AND recipient = ?")
    Optional<Double> upTo(String channel, String recipient);

    @SqlQuery("SELECT recipient, delivered_ts FROM mp_deliveries WHERE channel = :channel ORDER BY recipient")
    List<Watermark> all(String channel);

    /** The same for several channels, a JSON array of texts. */
    @SqlQuery("""
            SELECT channel, recipient, delivered_ts FROM mp_deliveries
            WHERE channel IN (SELECT value FROM json_each(:channels)) ORDER BY channel, recipient
            """)
    List<ChannelWatermark> allIn(String channels);

    @SqlUpdate("DELETE FROM mp_deliveries WHERE channel = :channel")
    int deleteChannel(String channel);

    @SqlUpdate("DELETE FROM mp_deliveries WHERE recipient = :recipient")
    int deleteRecipient(String recipient);
}
