package io.minimost.presence.calls;

import io.minimost.presence.internal.FastSql;
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
}
