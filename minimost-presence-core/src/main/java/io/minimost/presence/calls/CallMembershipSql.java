package io.minimost.presence.calls;

import io.minimost.presence.internal.FastSql;
import org.jspecify.annotations.Nullable;

/** What somebody is to a call, as it stands in {@code calls} and {@code call_participants}. */
interface CallMembershipSql {
    /** {@code over}; or of a live call {@code in} or {@code out}; null if he has nothing to do with such a call. */
    @FastSql("""
            SELECT CASE
                WHEN calls.state NOT IN ('ringing', 'active') THEN 'over'
                WHEN people.state = 'accepted' THEN 'in'
                ELSE 'out' END
            FROM calls JOIN call_participants AS people ON people.call_id = calls.call_id
            WHERE calls.call_id = ? AND people.username = ?
            """)
    @Nullable
    String standing(String call, String user);
}
