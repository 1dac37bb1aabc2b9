package io.minimost.presence.calls;

import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table {@code calls}: one row for each call, those that are over included. */
interface CallSql {
    /** A call with everybody in it: one statement, so that they belong together. */
    String CALLS = """
            SELECT calls.call_id, calls.channel, calls.initiator, calls.state, calls.started_ts, calls.answered_ts,
                calls.ended_ts, mp_call_ends.reason, calls.screenshare_user, people.username, people.role,
                people.state, people.joined_ts, people.left_ts, people.sharing, people.invited_ts, people.last_seen_ts
            FROM calls
            LEFT JOIN mp_call_ends ON mp_call_ends.call_id = calls.call_id
            LEFT JOIN call_participants AS people ON people.call_id = calls.call_id
            """;

    /**
     * In which they began. The {@code +} keeps SQLite from walking through the whole table to spare itself the sorting of a
     * few live calls.
     */
    String IN_ORDER = " ORDER BY +calls.rowid, people.username";

    /** The same text as in the indexes of live calls, or SQLite would not see that these hold them all. */
    String IS_LIVE = " calls.state IN ('ringing', 'active') ";

    @SqlQuery(CALLS + "WHERE calls.call_id = :call" + IN_ORDER)
    List<CallRow> find(String call);

    /** More than one only in a file where two MiniMost processes have begun one at the same moment. */
    @SqlQuery(CALLS + "WHERE calls.channel = :channel AND" + IS_LIVE + IN_ORDER)
    List<CallRow> liveIn(String channel);

    @SqlQuery(CALLS + "WHERE" + IS_LIVE + IN_ORDER)
    List<CallRow> live();

    /** Also those that they have started and lost again with the channel. Live calls are few, those of a user's past are not. */
    @SqlQuery(CALLS + "WHERE" + IS_LIVE + """
            AND (calls.initiator = :user OR EXISTS (
                SELECT 1 FROM call_participants AS own WHERE own.call_id = calls.call_id AND own.username = :user))
            """ + IN_ORDER)
    List<CallRow> liveOf(String user);

    /** In the order in which they began to ring. */
    @SqlQuery("""
            SELECT calls.call_id, calls.channel, calls.initiator, calls.started_ts
            FROM call_participants AS people JOIN calls ON calls.call_id = people.call_id
            WHERE people.username = :user AND people.state = 'pending' AND
            """ + IS_LIVE + """
                AND coalesce(people.invited_ts, calls.started_ts) >= :oldest
            ORDER BY people.rowid
            """)
    List<IncomingCall> incoming(String user, double oldest);

    @SqlUpdate("""
            INSERT INTO calls (call_id, channel, initiator, state, started_ts)
            VALUES (:call, :channel, :initiator, 'ringing', :started)
            """)
    void insert(String call, String channel, String initiator, double started);

    @SqlUpdate("""
            UPDATE calls SET state = 'active', answered_ts = coalesce(answered_ts, :now)
            WHERE call_id = :call AND state = 'ringing'
            """)
    int activate(String call, double now);

    @SqlUpdate("""
            UPDATE calls SET state = :state, ended_ts = :now, screenshare_user = NULL
            WHERE call_id = :call AND state IN ('ringing', 'active')
            """)
    int finish(String call, String state, double now);

    @SqlUpdate("UPDATE calls SET started_ts = :started WHERE call_id = :call")
    int replaceStart(String call, double started);

    /** Somebody who shares, {@code preferred} if he does; nobody if nobody does. */
    @SqlUpdate("""
            UPDATE calls SET screenshare_user = (
                SELECT username FROM call_participants
                WHERE call_id = :call AND sharing <> 0 AND state = 'accepted'
                ORDER BY username <> :preferred, username LIMIT 1)
            WHERE call_id = :call
            """)
    int showSharer(String call, String preferred);

    /**
     * Somebody else who shares, or nobody, if {@code gone} is the one who is shown. The file decides and no earlier read of
     * the call: of several who go at once, the one shown after the first may be the next to go.
     */
    @SqlUpdate("""
            UPDATE calls SET screenshare_user = (
                SELECT min(username) FROM call_participants
                WHERE call_id = :call AND sharing <> 0 AND state = 'accepted')
            WHERE call_id = :call AND screenshare_user = :gone
            """)
    int showAnotherThan(String call, String gone);

    /** A call that goes on without the one who started it needs somebody in his place. */
    @SqlUpdate("UPDATE calls SET initiator = :heir WHERE call_id = :call")
    int replaceInitiator(String call, String heir);

    /** What MiniMost may have left in a call that is over. */
    @SqlUpdate("UPDATE calls SET screenshare_user = NULL WHERE screenshare_user = :user")
    int clearSharer(String user);

    @SqlQuery("SELECT call_id FROM calls WHERE initiator = :user")
    List<String> startedBy(String user);

    /** Those that are over, and of which something still waits: MiniMost has ended them, and does not always clear up. */
    @SqlQuery("""
            SELECT calls.call_id
            FROM (SELECT call_id FROM call_signals UNION SELECT call_id FROM call_media) AS waiting
            JOIN calls ON calls.call_id = waiting.call_id
            WHERE calls.state NOT IN ('ringing', 'active')
            """)
    List<String> leftovers();

    /**
     * Those that ended before {@code before}, in that order. A state that only another version knows may be a live one. The
     * same text as in the index.
     */
    @SqlQuery("""
            SELECT call_id FROM calls
            WHERE state IN ('ended', 'rejected') AND coalesce(ended_ts, started_ts) < :before
            ORDER BY coalesce(ended_ts, started_ts) LIMIT :limit
            """)
    List<String> endedBefore(double before, int limit);

    @SqlQuery("SELECT call_id FROM calls WHERE channel = :channel")
    List<String> allIn(String channel);

    @SqlUpdate("DELETE FROM calls WHERE call_id = :call")
    int delete(String call);
}
