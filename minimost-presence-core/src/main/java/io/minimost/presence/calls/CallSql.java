package io.minimost.presence.calls;

import io.minimost.presence.internal.FastSql;
import io.minimost.presence.values.EpochSeconds;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The table {@code calls}: one row for each call, live or over. */
interface CallSql {
    /** Calls with their participants: one statement, so that both are of the same moment. */
    String CALLS = """
            SELECT calls.call_id, calls.channel, calls.initiator, calls.state, calls.started_ts, calls.answered_ts,
                calls.ended_ts, mp_call_ends.reason, calls.screenshare_user, people.username, people.role,
                people.state, people.joined_ts, people.left_ts, people.sharing, people.invited_ts, people.last_seen_ts
            FROM calls
            LEFT JOIN mp_call_ends ON mp_call_ends.call_id = calls.call_id
            LEFT JOIN call_participants AS people ON people.call_id = calls.call_id
            """;

    /**
     * The order in which calls began. Without the {@code +}, SQLite would read the whole table, only to save sorting a few
     * live calls.
     */
    String IN_ORDER = " ORDER BY +calls.rowid, people.username";

    /** The same text as in the indexes of live calls; else SQLite would not use them. */
    String IS_LIVE = " calls.state IN ('ringing', 'active') ";

    @FastSql("SELECT channel FROM calls WHERE call_id = ?")
    @Nullable
    String channel(String call);

    @SqlQuery(CALLS + "WHERE calls.call_id = :call" + IN_ORDER)
    List<CallRow> find(String call);

    /** More than one call only in a file in which two MiniMost processes have begun one each at the same moment. */
    @SqlQuery(CALLS + "WHERE calls.channel = :channel AND" + IS_LIVE + IN_ORDER)
    List<CallRow> liveIn(String channel);

    /** The same for several channels, a JSON array of texts. */
    @SqlQuery(CALLS + "WHERE calls.channel IN (SELECT value FROM json_each(:channels)) AND" + IS_LIVE + IN_ORDER)
    List<CallRow> liveInAny(String channels);

    @SqlQuery(CALLS + "WHERE" + IS_LIVE + IN_ORDER)
    List<CallRow> live();

    /**
     * Also calls that the user started and was removed from. Starts from the live calls, which are few, and not from the
     * user, who may have many past ones.
     */
    @SqlQuery(CALLS + "WHERE" + IS_LIVE + """
            AND (calls.initiator = :user OR EXISTS (
                SELECT 1 FROM call_participants AS own WHERE own.call_id = calls.call_id AND own.username = :user))
            """ + IN_ORDER)
    List<CallRow> liveOf(String user);

    /**
     * The calls that ring for {@code user} since {@code oldest}, in the order in which they first rang. Leaves out those that are
     * over as soon as those are out who were not heard since {@code alive}, see {@link CallDeadlines#isOver}: because a user is
     * called, a ringing call needs only its caller, and an active one only anyone in it.
     */
    @FastSql("""
            SELECT calls.call_id, calls.channel, calls.initiator, calls.started_ts
            FROM call_participants AS people JOIN calls ON calls.call_id = people.call_id
            WHERE people.username = ? AND people.state = 'pending' AND
            """ + IS_LIVE + """
                AND coalesce(people.invited_ts, calls.started_ts) >= ?
                AND EXISTS (
                    SELECT 1 FROM call_participants AS other
                    WHERE other.call_id = calls.call_id AND other.state = 'accepted'
                        AND (other.last_seen_ts IS NULL OR other.last_seen_ts >= ?)
                        AND (calls.state = 'active' OR other.username = calls.initiator))
            ORDER BY people.rowid
            """)
    List<Ringing> incoming(String user, double oldest, double alive);

    /** A call that rings. */
    record Ringing(String call, String channel, String initiator, double started) {
        IncomingCall toIncomingCall() {
            return new IncomingCall(call, channel, initiator, EpochSeconds.nearestInstant(started));
        }
    }

    @SqlUpdate("""
            INSERT INTO calls (call_id, channel, initiator, state, started_ts)
            VALUES (:call, :channel, :initiator, 'ringing', :started)
            """)
    void insert(String call, String channel, String initiator, double started);

    @SqlUpdate("""
            UPDATE calls SET state = 'active', answered_ts = coalesce(answered_ts, :now)
            WHERE call_id = :call AND state = 'ringing'
            """)
    void activate(String call, double now);

    @SqlUpdate("""
            UPDATE calls SET state = :state, ended_ts = :now, screenshare_user = NULL
            WHERE call_id = :call AND state IN ('ringing', 'active')
            """)
    int finish(String call, String state, double now);

    @SqlUpdate("UPDATE calls SET started_ts = :started WHERE call_id = :call")
    void setStart(String call, double started);

    /** Shows {@code preferred} if they share, else the first user who shares, if any. */
    @SqlUpdate("""
            UPDATE calls SET screenshare_user = (
                SELECT username FROM call_participants
                WHERE call_id = :call AND sharing <> 0 AND state = 'accepted'
                ORDER BY username <> :preferred, username LIMIT 1)
            WHERE call_id = :call
            """)
    void showSharer(String call, String preferred);

    /**
     * If {@code gone} is shown, shows the first user who shares instead, if any. Reads the table and not an earlier copy of the
     * call: when several users leave at once, the one shown after the first may leave next.
     */
    @SqlUpdate("""
            UPDATE calls SET screenshare_user = (
                SELECT min(username) FROM call_participants
                WHERE call_id = :call AND sharing <> 0 AND state = 'accepted')
            WHERE call_id = :call AND screenshare_user = :gone
            """)
    void showAnotherSharer(String call, String gone);

    /** For a call that goes on after the user who started it was deleted. */
    @SqlUpdate("UPDATE calls SET initiator = :successor WHERE call_id = :call")
    void replaceInitiator(String call, String successor);

    /** Also in calls that are over, in which MiniMost may have left a sharer. */
    @SqlUpdate("UPDATE calls SET screenshare_user = NULL WHERE screenshare_user = :user")
    void clearSharer(String user);

    @SqlQuery("SELECT call_id FROM calls WHERE initiator = :user")
    List<String> startedBy(String user);

    /** Calls that are over but still have signals or media: MiniMost does not always delete them when it ends a call. */
    @SqlQuery("""
            SELECT calls.call_id
            FROM (SELECT call_id FROM call_signals UNION SELECT call_id FROM call_media) AS waiting
            JOIN calls ON calls.call_id = waiting.call_id
            WHERE calls.state NOT IN ('ringing', 'active')
            """)
    List<String> leftovers();

    /**
     * Calls that ended before {@code before}, the oldest first. Leaves out states that only another version knows, which may be
     * live. SQLite uses the index only for the same expressions.
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
