package io.minimost.examples.chat;

import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table {@code direct_channels}: the direct channels of each user, with the time of the last message. */
interface DirectChannelSql {
    @SqlUpdate("""
            INSERT INTO direct_channels ("user", channel, ts) VALUES (:user, :channel, :ts)
            ON CONFLICT ("user", channel) DO UPDATE SET ts = excluded.ts
            """)
    void upsert(String user, String channel, double ts);

    @SqlQuery("""
            SELECT channel FROM direct_channels WHERE "user" = :user ORDER BY ts DESC, channel
            """)
    List<String> latestFirst(String user);
}
