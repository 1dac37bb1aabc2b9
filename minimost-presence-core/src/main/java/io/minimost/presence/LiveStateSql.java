package io.minimost.presence;

import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Ends what cannot have survived the host: the tables of screen shares, which have no room of their own yet. */
interface LiveStateSql {
    @SqlUpdate("UPDATE screenshares SET state = 'ended', ended_ts = :now WHERE state = 'active'")
    int endShares(double now);

    @SqlUpdate("DELETE FROM share_media")
    int deleteShareMedia();

    @SqlUpdate("UPDATE screenshares SET state = 'ended', ended_ts = :now WHERE state = 'active' AND sharer = :user")
    int endSharesOf(String user, double now);
}
