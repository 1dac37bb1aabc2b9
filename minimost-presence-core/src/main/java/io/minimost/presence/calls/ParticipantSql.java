package io.minimost.presence.calls;

import io.minimost.presence.internal.FastSql;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table {@code call_participants}: one row for each participant of each call. */
interface ParticipantSql {
    /** {@code last_seen_ts} is null in rows of MiniMost's first generation, which has no heartbeats. */
    @SqlUpdate("""
            INSERT INTO call_participants (call_id, username, role, state, joined_ts, last_seen_ts)
            VALUES (:call, :user, 'initiator', 'accepted', :now, :now)
            """)
    void insertInitiator(String call, String user, double now);

    @SqlUpdate("""
            INSERT INTO call_participants (call_id, username, role, state, invited_ts)
            VALUES (:call, :user, 'participant', 'pending', :now)
            ON CONFLICT (call_id, username) DO UPDATE
            SET state = 'pending', invited_ts = excluded.invited_ts, left_ts = NULL, sharing = 0
            """)
    void ring(String call, String user, double now);

    @SqlUpdate("""
            INSERT INTO call_participants (call_id, username, role, state, joined_ts, last_seen_ts)
            VALUES (:call, :user, 'participant', 'accepted', :now, :now)
            ON CONFLICT (call_id, username) DO UPDATE
            SET state = 'accepted', joined_ts = excluded.joined_ts, last_seen_ts = excluded.last_seen_ts, sharing = 0
            """)
    void accept(String call, String user, double now);

    /** Records that the user is no longer in the call or called; {@code state} says whether they left or rejected it. */
    @SqlUpdate("""
            UPDATE call_participants SET state = :state, left_ts = :now, sharing = 0
            WHERE call_id = :call AND username = :user
            """)
    void endParticipation(String call, String user, String state, double now);

    /** Changes nothing for a user who is not in the call: the time at which they were last heard says whether they were lost. */
    @FastSql("UPDATE call_participants SET last_seen_ts = ? WHERE call_id = ? AND username = ? AND state = 'accepted'")
    int heartbeat(double now, String call, String user);

    /** Also for a user who has left: then they do not look as if they were lost. */
    @FastSql("UPDATE call_participants SET last_seen_ts = ? WHERE call_id = ? AND username = ?")
    void setLastSeen(double now, String call, String user);

    /**
     * Times later than {@code latest} become {@code now}, or {@code guest} where a guest was invited. How long a user had been
     * silent when they left stays, because it says whether they were lost.
     */
    @SqlUpdate("""
            UPDATE call_participants
            SET invited_ts = CASE
                    WHEN invited_ts <= :latest THEN invited_ts
                    WHEN
            """ + GuestInvitation.IS_GUEST + """
                    THEN :guest
                    WHEN invited_ts > :latest THEN :now END,
                last_seen_ts = CASE
                    WHEN state = 'left' AND left_ts > :latest THEN last_seen_ts - (left_ts - :now)
                    WHEN last_seen_ts > :latest THEN :now
                    ELSE last_seen_ts END,
                left_ts = CASE WHEN left_ts > :latest THEN :now ELSE left_ts END
            WHERE call_id = :call
            """)
    void capFutureTimes(String call, double started, double now, double guest, double latest);

    /** The user cannot have been heard later than {@code latest}. */
    @SqlUpdate("""
            UPDATE call_participants SET last_seen_ts = :latest
            WHERE call_id = :call AND username = :user AND last_seen_ts > :latest
            """)
    void limitLastSeen(String call, String user, double latest);

    @SqlUpdate("""
            UPDATE call_participants SET sharing = CASE WHEN :sharing THEN 1 ELSE 0 END
            WHERE call_id = :call AND username = :user
            """)
    void share(String call, String user, boolean sharing);

    @SqlUpdate("UPDATE call_participants SET role = 'initiator' WHERE call_id = :call AND username = :user")
    void makeInitiator(String call, String user);

    @SqlUpdate("DELETE FROM call_participants WHERE call_id = :call AND username = :user")
    void delete(String call, String user);

    @SqlUpdate("DELETE FROM call_participants WHERE call_id = :call")
    int deleteCall(String call);

    @SqlUpdate("DELETE FROM call_participants WHERE username = :user")
    void deleteUser(String user);
}
