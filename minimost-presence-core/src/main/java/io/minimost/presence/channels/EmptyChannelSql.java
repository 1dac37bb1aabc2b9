package io.minimost.presence.channels;

import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table {@code mp_empty_channels}: one row for each channel known to have no members, with the time since when. */
interface EmptyChannelSql {
    /** Channels without members that are not known as such. */
    @SqlQuery("""
            SELECT id FROM private_channels AS channel
            WHERE NOT EXISTS (SELECT 1 FROM private_channel_members WHERE channel_id = channel.id)
                AND NOT EXISTS (SELECT 1 FROM mp_empty_channels WHERE channel_id = channel.id) AND
            """ + ChannelSql.HAS_NAME + " ORDER BY id")
    List<Long> unmarked();

    /** Marks {@code channel} if it exists and has no members. */
    @SqlUpdate("""
            INSERT INTO mp_empty_channels (channel_id, since_ts)
            SELECT id, :now FROM private_channels AS channel
            WHERE id = :channel AND NOT EXISTS (SELECT 1 FROM private_channel_members WHERE channel_id = channel.id)
            ON CONFLICT DO NOTHING
            """)
    int mark(long channel, double now);

    /** Channels to which a MiniMost on the same file added a member. */
    @SqlQuery("""
            SELECT channel_id FROM mp_empty_channels AS empty
            WHERE EXISTS (SELECT 1 FROM private_channel_members WHERE channel_id = empty.channel_id)
            ORDER BY channel_id
            """)
    List<Long> refilled();

    /** Removes the mark of {@code channel} if it has members. */
    @SqlUpdate("""
            DELETE FROM mp_empty_channels
            WHERE channel_id = :channel AND EXISTS (SELECT 1 FROM private_channel_members AS member
                WHERE member.channel_id = mp_empty_channels.channel_id)
            """)
    int unmarkIfRefilled(long channel);

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
