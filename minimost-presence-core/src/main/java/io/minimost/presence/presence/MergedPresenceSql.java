package io.minimost.presence.presence;

import io.minimost.presence.internal.FastSql;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code mp_presence}: the row of {@code presence} as we wrote it last, of users with sessions; and when somebody was
 * active last.
 */
interface MergedPresenceSql {
    /** As written; none for a user without sessions. */
    @FastSql("SELECT last_seen, state, override FROM mp_presence WHERE \"user\" = ? AND state IS NOT NULL")
    List<PresenceRow> written(String user);

    @FastSql("""
            INSERT INTO mp_presence ("user", state, last_seen, override) VALUES (?, ?, ?, ?)
            ON CONFLICT ("user") DO UPDATE SET state = excluded.state, last_seen = excluded.last_seen,
                override = excluded.override
            """)
    void write(String user, String state, long lastSeen, @Nullable String override);

    /** The user has no session any more. */
    @FastSql("""
            UPDATE mp_presence SET state = NULL, last_seen = NULL, override = NULL, ended_ts = ? WHERE "user" = ?
            """)
    void clear(double ended, String user);

    /** A session has ended that was active then. */
    @FastSql("""
            UPDATE mp_presence SET active_ts = ? WHERE "user" = ? AND coalesce(active_ts, 0) < ?
            """)
    void keepActive(double active, String user, double same);

    /** Users with sessions whose row of {@code presence} a MiniMost has written since. */
    @FastSql("""
            SELECT written."user" FROM mp_presence AS written JOIN presence ON presence."user" = written."user"
            WHERE written.state IS NOT NULL
                AND (presence.state <> written.state OR presence.last_seen <> written.last_seen)
            ORDER BY written."user" LIMIT ?
            """)
    List<String> overwritten(long limit);

    /** Not of those who appear offline. */
    @FastSql("""
            SELECT "user" FROM mp_presence WHERE state IS NOT NULL AND state <> 'offline' AND last_seen < ? LIMIT 1
            """)
    @Nullable
    String anySeenBefore(long before);

    /** After {@link PresenceSql#renewSeen}, for the users that it has returned, each with the same time. */
    @FastSql(value = "UPDATE mp_presence SET last_seen = ? WHERE \"user\" = ?", forEach = true)
    int renewSeen(Long[] times, String[] users);

    /** After the clock was set back, and the rows of {@code presence} with it. */
    @SqlUpdate("""
            UPDATE mp_presence SET last_seen = (SELECT last_seen FROM presence WHERE presence."user" = mp_presence."user")
            WHERE state IS NOT NULL AND last_seen > :newest
                AND EXISTS (SELECT 1 FROM presence WHERE presence."user" = mp_presence."user")
            """)
    int pullBack(long newest);

    /** When somebody was active last, as far as it is known; a user without sessions if their last report said so. */
    @FastSql("""
            SELECT max(ts) FROM (
                SELECT active_ts AS ts FROM mp_presence WHERE "user" = ?
                UNION ALL
                SELECT active_ts FROM mp_sessions WHERE "user" = ?
                UNION ALL
                SELECT last_seen FROM presence WHERE "user" = ? AND lower(state) = 'active' AND NOT EXISTS (
                    SELECT 1 FROM mp_sessions WHERE mp_sessions."user" = presence."user")) AS known
            """)
    Optional<Double> lastActive(String user, String same, String sameAgain);

    @FastSql("DELETE FROM mp_presence WHERE \"user\" = ?")
    int delete(String user);

    @SqlUpdate("UPDATE mp_presence SET state = NULL, last_seen = NULL, override = NULL WHERE state IS NOT NULL")
    int clearAll();
}
