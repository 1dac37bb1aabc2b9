package io.minimost.presence.calls;

import io.minimost.presence.internal.FastSql;
import java.util.List;

/** What PostgreSQL does for many callers in one statement. */
interface PostgresParticipantSql {
    /**
     * Stores the newest heartbeat of each participant who is in a live call, and answers for whom it has done so. Leaves out
     * those of a call that is changing at this moment.
     */
    @FastSql("""
            WITH asked AS MATERIALIZED (
                SELECT session, name, max(heard) AS heard FROM unnest(?, ?, ?) AS argument (session, name, heard)
                GROUP BY session, name),
            found AS MATERIALIZED (
                SELECT people.call_id, people.username, heard
                FROM asked JOIN call_participants AS people ON people.call_id = session AND people.username = name
                JOIN calls ON calls.call_id = session
                WHERE people.state = 'accepted' AND calls.state IN ('ringing', 'active')
                ORDER BY people.call_id, people.username FOR UPDATE OF people SKIP LOCKED)
            UPDATE call_participants SET last_seen_ts = heard FROM found
            WHERE call_participants.call_id = found.call_id AND call_participants.username = found.username
                AND call_participants.state = 'accepted'
            RETURNING call_participants.call_id, call_participants.username
            """)
    List<Heard> heartbeats(String[] calls, String[] users, Double[] times);

    /** Whose heartbeat was stored. */
    record Heard(String call, String user) {}
}
