package io.minimost.presence;

import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Ends what cannot have survived the host: the tables of calls, which have no room of their own yet. */
interface LiveStateSql {
    @SqlUpdate("UPDATE calls SET state = 'ended', ended_ts = :now WHERE state IN ('ringing', 'active')")
    int endCalls(double now);

    @SqlUpdate("DELETE FROM call_signals")
    int deleteSignals();

    @SqlUpdate("DELETE FROM call_media")
    int deleteCallMedia();

    @SqlUpdate("DELETE FROM call_participants WHERE username = :user")
    int deleteParticipant(String user);

    @SqlUpdate("DELETE FROM call_signals WHERE from_user = :user OR to_user = :user")
    int deleteSignalsOf(String user);
}
