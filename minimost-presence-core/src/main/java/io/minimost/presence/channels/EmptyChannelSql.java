package io.minimost.presence.channels;

import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table {@code mp_empty_channels}: one row for each channel known to have no members, with the time since when. */
interface EmptyChannelSql {
    /** Whether {@link #markNew}, {@link #unmarkRefilled} or {@link #expired} would find something. */
    @SqlQuery("""
            SELECT EXISTS (
                SELECT 1 FROM private_channels AS channel
                WHERE NOT EXISTS (SELECT 1 FROM private_channel_members WHERE channel_id = channel.id)
                AND NOT EXISTS (SELECT 1 FROM mp_empty_channels WHERE channel_id = channel.id AND since_ts > :before)
                AND
            """ + ChannelSql.HAS_NAME + """
            ) OR EXISTS (
                SELECT 1 FROM mp_empty_channels AS empty
                WHERE EXISTS (SELECT 1 FROM private_channel_members WHERE channel_id = empty.channel_id))
            """)
    boolean anythingToDo(double before);

    @SqlUpdate("""
            INSERT INTO mp_empty_channels (channel_id, since_ts)
            SELECT id, :now FROM private_channels AS channel
            WHERE NOT EXISTS (SELECT 1 FROM private_channel_members WHERE channel_id = channel.id) AND
            """ + ChannelSql.HAS_NAME + " ON CONFLICT DO NOTHING")
    int markNew(double now);

    /** For channels to which a MiniMost on the same file added a member. */
    @SqlUpdate("""
            DELETE FROM mp_empty_channels
            WHERE EXISTS (SELECT 1 FROM private_channel_members AS member
                WHERE member.channel_id = mp_empty_channels.channel_id)
            """)
    int unmarkRefilled();

    /** Channels that have been empty since {@code before} or earlier. */
    @SqlQuery("""
            SELECT channel_id FROM mp_empty_channels AS empty
            WHERE since_ts <= :before
            AND NOT EXISTS (SELECT 1 FROM private_channel_members WHERE channel_id = empty.channel_id)
            ORDER BY channel_id LIMIT :limit
            """)
    List<Long> expired(double before, int limit);

    /** Whether {@code channel} is one of them. */
    @SqlQuery("""
            SELECT EXISTS (
                SELECT 1 FROM mp_empty_channels AS empty
                WHERE channel_id = :channel AND since_ts <= :before
                AND NOT EXISTS (SELECT 1 FROM private_channel_members WHERE channel_id = empty.channel_id))
            """)
    boolean isExpired(long channel, double before);

    @SqlUpdate("DELETE FROM mp_empty_channels WHERE channel_id = :channel")
    int delete(long channel);
}
