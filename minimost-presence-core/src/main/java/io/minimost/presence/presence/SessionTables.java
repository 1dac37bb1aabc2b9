package io.minimost.presence.presence;

import io.minimost.presence.internal.Dao;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * Where sessions, what they say, and statuses are stored, and how long it counts.
 *
 * @param reportTime the current time, at which a user is seen
 */
record SessionTables(
        Dao<PresenceSql> presence,
        Dao<SessionSql> sessions,
        Dao<MergedPresenceSql> merged,
        Dao<StatusSql> statuses,
        OnlineWindow window,
        SessionLease lease,
        Supplier<Instant> reportTime) {
    /** Deletes the sessions of {@code user} that are over at {@code now}, and returns them. */
    List<SessionRow> deleteOver(SessionSql sql, String user, Instant now) {
        return sql.deleteOver(user, lease.over(now), lease.newest(now));
    }

    /** When the anonymous session ends that was heard at {@code second}. */
    double anonymousEnd(long second) {
        return second + (double) window.length().toSeconds();
    }
}
