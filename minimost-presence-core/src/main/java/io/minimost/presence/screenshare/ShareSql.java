package io.minimost.presence.screenshare;

import io.minimost.presence.internal.FastSql;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The table {@code screenshares}: one row for each share, active or over. */
interface ShareSql {
    String SHARES = """
            SELECT share_id, channel, sharer, state = 'active', started_ts, ended_ts FROM screenshares
            """;

    String IN_ORDER = " ORDER BY rowid";

    @SqlUpdate("INSERT INTO screenshares (share_id, channel, sharer, state, started_ts)"
            + " VALUES (:share, :channel, :sharer, 'active', :started)")
    void insert(String share, String channel, String sharer, double started);

    @FastSql("SELECT channel FROM screenshares WHERE share_id = ?")
    @Nullable
    String channel(String share);

    @SqlQuery(SHARES + "WHERE share_id = :share")
    Optional<ScreenShare> find(String share);

    @SqlQuery(SHARES + "WHERE channel = :channel AND state = 'active'" + IN_ORDER)
    List<ScreenShare> activeIn(String channel);

    /** The same for several channels, a JSON array of texts; the order is that of each channel. */
    @SqlQuery(SHARES + "WHERE channel IN (SELECT value FROM json_each(:channels)) AND state = 'active' ORDER BY +rowid")
    List<ScreenShare> activeInAny(String channels);

    @SqlQuery(SHARES + "WHERE channel = :channel AND state = 'active' AND sharer = :sharer" + IN_ORDER)
    List<ScreenShare> activeInBy(String channel, String sharer);

    /** Without the {@code +}, SQLite would read all shares that are over, only to save sorting a few active ones. */
    @SqlQuery(SHARES + "WHERE state = 'active' ORDER BY +rowid")
    List<ScreenShare> active();

    @SqlQuery(SHARES + "WHERE channel = :channel" + IN_ORDER)
    List<ScreenShare> allIn(String channel);

    @SqlQuery(SHARES + "WHERE sharer = :sharer" + IN_ORDER)
    List<ScreenShare> allBy(String sharer);

    /** Shares that are over but still have signals or media: MiniMost does not always delete them when it ends a share. */
    @SqlQuery("""
            SELECT screenshares.share_id
            FROM (SELECT call_id AS id FROM call_signals UNION SELECT share_id FROM share_media) AS waiting
            JOIN screenshares ON screenshares.share_id = waiting.id
            WHERE screenshares.state <> 'active'
            """)
    List<String> leftovers();

    /** Shares that ended before {@code before}, the oldest first. SQLite uses the index only for the same expressions. */
    @SqlQuery("""
            SELECT share_id FROM screenshares
            WHERE state = 'ended' AND coalesce(ended_ts, started_ts) < :before
            ORDER BY coalesce(ended_ts, started_ts) LIMIT :limit
            """)
    List<String> endedBefore(double before, int limit);

    @SqlUpdate("UPDATE screenshares SET state = 'ended', ended_ts = :now WHERE share_id = :share")
    int end(String share, double now);

    @SqlUpdate("DELETE FROM screenshares WHERE share_id = :share")
    int delete(String share);
}
