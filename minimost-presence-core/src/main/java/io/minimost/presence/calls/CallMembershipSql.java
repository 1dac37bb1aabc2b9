package io.minimost.presence.calls;

import io.minimost.presence.internal.FastSql;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a user is in a call, as {@code calls} and {@code call_participants} have it. */
interface CallMembershipSql {
    /** {@code over} if the call is over, else {@code in} or {@code out}; null if {@code user} is not a participant of it. */
    @FastSql("""
            SELECT CASE
                WHEN calls.state NOT IN ('ringing', 'active') THEN 'over'
                WHEN people.state = 'accepted' THEN 'in'
                ELSE 'out' END
            FROM calls JOIN call_participants AS people ON people.call_id = calls.call_id
            WHERE calls.call_id = ? AND people.username = ?
            """)
    @Nullable
    String membership(String call, String user);

    /**
     * The channel of an answered call that both users are in and were heard in since {@code alive}, so that it goes on; null in all
     * other cases.
     */
    @FastSql("""
            SELECT min(calls.channel) FROM calls JOIN call_participants AS people ON people.call_id = calls.call_id
            WHERE calls.call_id = ? AND people.username IN (?, ?) AND calls.state = 'active'
                AND people.state = 'accepted' AND (people.last_seen_ts IS NULL OR people.last_seen_ts >= ?)
            HAVING count(*) = 2
            """)
    @Nullable
    String channelOfBoth(String call, String user, String other, double alive);

    /** An answered call that the user is in; null if there is none. */
    @FastSql("""
            SELECT people.call_id FROM call_participants AS people JOIN calls ON calls.call_id = people.call_id
            WHERE people.username = ? AND people.state = 'accepted' AND calls.state = 'active' LIMIT 1
            """)
    @Nullable
    String answeredCallOf(String user);

    /** None if the call is not answered, or over. */
    @FastSql("""
            SELECT people.username FROM call_participants AS people JOIN calls ON calls.call_id = people.call_id
            WHERE people.call_id = ? AND people.state = 'accepted' AND calls.state = 'active' ORDER BY people.username
            """)
    List<String> usersIn(String call);

    /**
     * Those who are in answered calls. Live calls, which are few, come first: SQLite keeps the order of a cross join, and uses
     * their index only for the same text.
     */
    @FastSql("""
            SELECT people.username FROM calls CROSS JOIN call_participants AS people
            WHERE calls.state IN ('ringing', 'active') AND calls.state = 'active'
                AND people.call_id = calls.call_id AND people.state = 'accepted'
            ORDER BY people.username
            """)
    List<String> usersInAnsweredCalls();
}
