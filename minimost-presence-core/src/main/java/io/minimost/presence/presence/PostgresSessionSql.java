package io.minimost.presence.presence;

import io.minimost.presence.internal.FastSql;
import java.util.List;

/** What PostgreSQL does for many callers in one statement. */
interface PostgresSessionSql {
    /** Renews each session that lives and is in that state, sorted; leaves out those that are changing at this moment. */
    @FastSql("""
            WITH asked AS MATERIALIZED (
                SELECT name, id, reported, max(time) AS time
                FROM unnest(?, ?, ?, ?) AS argument (name, id, reported, time) GROUP BY name, id, reported),
            found AS MATERIALIZED (
                SELECT name, id, time FROM asked
                JOIN mp_sessions AS known ON known."user" = name AND known.session = id AND known.state = reported
                WHERE known.until_ts >= ? AND known.heard_ts <= ?
                ORDER BY known."user", known.session FOR UPDATE OF known SKIP LOCKED)
            UPDATE mp_sessions AS renewed SET heard_ts = greatest(heard_ts, time),
                until_ts = greatest(until_ts, time + ?),
                active_ts = CASE WHEN renewed.state = 'active' THEN time ELSE renewed.active_ts END
            FROM found WHERE renewed."user" = name AND renewed.session = id
            RETURNING renewed."user", renewed.session, renewed.state
            """)
    List<Renewed> renewAll(
            String[] users,
            String[] sessions,
            String[] states,
            Double[] times,
            double over,
            double newest,
            double lease);

    /** A session that was renewed, and its state. */
    record Renewed(String user, String session, String state) {}
}
