package io.minimost.presence.channels;

import io.minimost.presence.internal.FastSql;
import java.util.List;

/** The statements that differ on PostgreSQL, which reads an array of JSON in another way. */
interface PostgresMemberSql extends MemberSql {
    @Override
    @FastSql("""
            SELECT member.channel_id, member.username, coalesce(member.history_start_ts, 0)
            FROM json_array_elements(CAST(? AS json)) AS asked (value) CROSS JOIN private_channel_members AS member
            WHERE member.channel_id = CAST(asked.value ->> 0 AS int8) AND member.username = asked.value ->> 1
            ORDER BY member.channel_id, member.username
            """)
    List<Membership> among(String asked);

    @Override
    @FastSql("""
            SELECT channel_id, username FROM private_channel_members
            WHERE channel_id IN (SELECT CAST(value AS int8) FROM json_array_elements_text(CAST(? AS json)))
            ORDER BY channel_id, username
            """)
    List<Member> membersOfAny(String channels);
}
