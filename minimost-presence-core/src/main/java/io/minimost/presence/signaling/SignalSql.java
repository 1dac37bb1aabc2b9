package io.minimost.presence.signaling;

import io.minimost.presence.internal.FastSql;
import io.minimost.presence.values.EpochSeconds;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table {@code call_signals}: one row for each signal. A session is a call or a screen share. */
interface SignalSql {
    @FastSql("SELECT count(*) FROM call_signals WHERE call_id = ? AND to_user = ?")
    Optional<Long> count(String session, String recipient);

    /** The number of bytes in the payloads for {@code recipient}. SQLite knows the length of a text without reading it. */
    @FastSql("SELECT sum(octet_length(payload)) FROM call_signals WHERE call_id = ? AND to_user = ?")
    Optional<Long> bytes(String session, String recipient);

    @SqlUpdate("DELETE FROM call_signals WHERE call_id = :session AND to_user = :recipient AND ts < :before")
    void deleteOlder(String session, String recipient, double before);

    @FastSql("""
            INSERT INTO call_signals (call_id, from_user, to_user, signal_type, payload, ts) VALUES (?, ?, ?, ?, ?, ?)
            RETURNING id
            """)
    Optional<Long> insert(String session, String from, String to, String type, String payload, double ts);

    /** Leaves out signals of types that only another version knows. */
    @FastSql("""
            SELECT id, from_user, signal_type, payload, ts FROM call_signals
            WHERE call_id = ? AND to_user = ? AND id > ? AND signal_type IN ('offer', 'answer', 'ice_candidate')
            ORDER BY id LIMIT ?
            """)
    List<Waiting> after(String session, String recipient, long after, int limit);

    /** A signal that waits. */
    record Waiting(long id, String from, String type, String payload, double at) {
        Signal toSignal() {
            return new Signal(
                    id, from, SignalType.fromValue(type).orElseThrow(), payload, EpochSeconds.nearestInstant(at));
        }
    }

    @FastSql("SELECT max(id) FROM call_signals WHERE call_id = ?")
    Optional<Long> lastId(String session);

    @SqlUpdate("DELETE FROM call_signals WHERE call_id = :session")
    int deleteSession(String session);

    @SqlUpdate("DELETE FROM call_signals WHERE call_id = :session AND (from_user = :user OR to_user = :user)")
    void deleteOf(String session, String user);

    @SqlUpdate("DELETE FROM call_signals WHERE from_user = :user OR to_user = :user")
    void deleteUser(String user);

    @SqlUpdate("DELETE FROM call_signals")
    int deleteAll();
}
