package io.minimost.presence.presence;

import io.minimost.presence.internal.FastSql;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The table {@code mp_sessions}: one row for each session of a user that lives, or has not been swept yet. */
interface SessionSql {
    @FastSql("""
            SELECT session, kind, state, heard_ts, active_ts, until_ts FROM mp_sessions
            WHERE "user" = ? AND session = ?
            """)
    List<SessionRow> find(String user, String session);

    /** Also the anonymous session; longest silent first. */
    @FastSql("""
            SELECT session, kind, state, heard_ts, active_ts, until_ts FROM mp_sessions
            WHERE "user" = ? ORDER BY heard_ts, session
            """)
    List<SessionRow> all(String user);

    /**
     * Renews a session that lives and is in this state, the usual case. Returns how many rows changed.
     *
     * @param least the same as {@code heard}: a later heartbeat may have overtaken this one
     * @param leastUntil the same as {@code until}
     * @param active the same as {@code heard}
     * @param over leases that ended before are over
     * @param newest what was heard later is over, too
     */
    @FastSql("""
            UPDATE mp_sessions SET heard_ts = CASE WHEN heard_ts > ? THEN heard_ts ELSE ? END,
                until_ts = CASE WHEN until_ts > ? THEN until_ts ELSE ? END,
                active_ts = CASE WHEN state = 'active' THEN ? ELSE active_ts END
            WHERE "user" = ? AND session = ? AND state = ? AND until_ts >= ? AND heard_ts <= ?
            """)
    int renew(
            double heard,
            double least,
            double until,
            double leastUntil,
            double active,
            String user,
            String session,
            String state,
            double over,
            double newest);

    /** Opens a session, or changes it; a later heartbeat may have overtaken this one. */
    @FastSql("""
            INSERT INTO mp_sessions ("user", session, kind, state, heard_ts, active_ts, until_ts)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT ("user", session) DO UPDATE SET kind = excluded.kind, state = excluded.state,
                heard_ts = CASE WHEN mp_sessions.heard_ts > excluded.heard_ts
                    THEN mp_sessions.heard_ts ELSE excluded.heard_ts END,
                until_ts = CASE WHEN mp_sessions.until_ts > excluded.until_ts
                    THEN mp_sessions.until_ts ELSE excluded.until_ts END,
                active_ts = coalesce(excluded.active_ts, mp_sessions.active_ts)
            """)
    void put(
            String user,
            String session,
            String kind,
            String state,
            double heard,
            @Nullable Double active,
            double until);

    /** Answers the deleted row, if there was one. */
    @FastSql("""
            DELETE FROM mp_sessions WHERE "user" = ? AND session = ?
            RETURNING session, kind, state, heard_ts, active_ts, until_ts
            """)
    List<SessionRow> delete(String user, String session);

    @FastSql("""
            DELETE FROM mp_sessions WHERE "user" = ? AND (until_ts < ? OR heard_ts > ?)
            RETURNING session, kind, state, heard_ts, active_ts, until_ts
            """)
    List<SessionRow> deleteOver(String user, double over, double newest);

    @FastSql("DELETE FROM mp_sessions WHERE \"user\" = ?")
    int deleteUser(String user);

    /** Users with sessions that are over; some more than once. */
    @FastSql("SELECT \"user\" FROM mp_sessions WHERE until_ts < ? ORDER BY until_ts, \"user\" LIMIT ?")
    List<String> usersOver(double over, long limit);

    @FastSql("SELECT \"user\" FROM mp_sessions WHERE heard_ts > ? ORDER BY \"user\" LIMIT ?")
    List<String> usersAhead(double newest, long limit);

    /** The client of the session has connected to the hub {@code stream}. */
    @FastSql("UPDATE mp_sessions SET stream = ? WHERE \"user\" = ? AND session = ?")
    int setStream(String stream, String user, String session);

    /** Cuts the lease, unless the client has connected to another hub meanwhile. */
    @FastSql("""
            UPDATE mp_sessions SET until_ts = ?
            WHERE "user" = ? AND session = ? AND until_ts > ? AND (stream IS NULL OR stream = ?)
            """)
    int cut(double until, String user, String session, double end, String stream);

    @SqlUpdate("""
            UPDATE mp_sessions SET heard_ts = :now, until_ts = until_ts - heard_ts + :now WHERE heard_ts > :newest
            """)
    int pullBack(double now, double newest);

    @SqlUpdate("DELETE FROM mp_sessions")
    int deleteAll();
}
