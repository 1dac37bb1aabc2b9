package io.minimost.presence.calls;

import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table {@code mp_call_ends}, which MiniMost does not have: why a call ended. */
interface CallEndSql {
    @SqlUpdate("""
            INSERT INTO mp_call_ends (call_id, reason) VALUES (:call, :reason)
            ON CONFLICT (call_id) DO UPDATE SET reason = excluded.reason
            """)
    void insert(String call, String reason);

    @SqlUpdate("DELETE FROM mp_call_ends WHERE call_id = :call")
    int delete(String call);
}
