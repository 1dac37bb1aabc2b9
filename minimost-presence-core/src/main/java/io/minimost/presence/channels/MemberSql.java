package io.minimost.presence.channels;

import io.minimost.presence.internal.FastSql;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The table {@code private_channel_members}: one row for each channel and member. */
interface MemberSql {
    @FastSql("SELECT username FROM private_channel_members WHERE channel_id = ? AND username = ?")
    @Nullable
    String find(long channel, String user);

    @FastSql("SELECT username FROM private_channel_members WHERE channel_id = ? ORDER BY username")
    List<String> members(long channel);

    /** One row if {@code user} is a member, none if not. */
    @SqlQuery("""
            SELECT history_start_ts FROM private_channel_members WHERE channel_id = :channel AND username = :user
            """)
    List<HistoryStart> historyStart(long channel, String user);

    /** Those of {@code asked}, a JSON array of arrays of a channel and a user, who are members. */
    @FastSql("""
            SELECT member.channel_id, member.username, coalesce(member.history_start_ts, 0)
            FROM json_each(?) AS asked CROSS JOIN private_channel_members AS member
            WHERE member.channel_id = asked.value ->> 0 AND member.username = asked.value ->> 1
            ORDER BY member.channel_id, member.username
            """)
    List<Membership> among(String asked);

    /** A member, and from when they see the messages; 0 if all. */
    record Membership(long channel, String user, double historyStart) {}

    /** The members of {@code channels}, a JSON array of numbers. */
    @FastSql("""
            SELECT channel_id, username FROM private_channel_members
            WHERE channel_id IN (SELECT value FROM json_each(?)) ORDER BY channel_id, username
            """)
    List<Member> membersOfAny(String channels);

    /** A member of a channel. */
    record Member(long channel, String user) {}

    @SqlUpdate("""
            INSERT INTO private_channel_members (channel_id, username, joined_ts, history_start_ts)
            VALUES (:channel, :user, :joined, :historyStart)
            """)
    void insert(long channel, String user, double joined, @Nullable Double historyStart);

    @SqlUpdate("DELETE FROM private_channel_members WHERE channel_id = :channel AND username = :user")
    int delete(long channel, String user);

    @SqlUpdate("DELETE FROM private_channel_members WHERE channel_id = :channel")
    int deleteChannel(long channel);

    @SqlUpdate("DELETE FROM private_channel_members WHERE username = :user")
    int deleteUser(String user);
}
