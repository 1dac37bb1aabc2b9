package io.minimost.presence.presence;

import io.minimost.presence.internal.FastSql;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The table {@code mp_status}: what sources say about users, one row for each user and source. */
interface StatusSql {
    /** With the user's override, and whether they are invisible: one statement, so that all are of the same moment. */
    @FastSql("""
            SELECT "user", source, state, text, emoji, until_ts, override FROM mp_status WHERE "user" = ?
            UNION ALL
            SELECT "user", 'override', lower(override), NULL, NULL, NULL, NULL FROM presence
            WHERE "user" = ? AND override <> ''
            UNION ALL
            SELECT "user", 'invisible', NULL, NULL, NULL, NULL, NULL FROM mp_privacy WHERE "user" = ? AND invisible <> 0
            ORDER BY 2
            """)
    List<StatusRow> claims(String user, String same, String sameAgain);

    /** The same of all users, by user. */
    @FastSql("""
            SELECT "user", source, state, text, emoji, until_ts, override FROM mp_status
            UNION ALL
            SELECT "user", 'override', lower(override), NULL, NULL, NULL, NULL FROM presence WHERE override <> ''
            UNION ALL
            SELECT "user", 'invisible', NULL, NULL, NULL, NULL, NULL FROM mp_privacy WHERE invisible <> 0
            ORDER BY 1, 2
            """)
    List<StatusRow> all();

    @FastSql("""
            INSERT INTO mp_status ("user", source, state, text, emoji, until_ts, override) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT ("user", source) DO UPDATE SET state = excluded.state, text = excluded.text,
                emoji = excluded.emoji, until_ts = excluded.until_ts, override = excluded.override
            """)
    void put(
            String user,
            String source,
            @Nullable String state,
            @Nullable String text,
            @Nullable String emoji,
            @Nullable Double until,
            @Nullable String override);

    @FastSql("DELETE FROM mp_status WHERE \"user\" = ? AND source = ?")
    void delete(String user, String source);

    @FastSql("DELETE FROM mp_status WHERE \"user\" = ?")
    int deleteUser(String user);

    /** Users with a status that has ended; some more than once. Sources that only another version knows are that version's to end. */
    @FastSql("""
            SELECT "user" FROM mp_status WHERE until_ts <= ? AND source IN ('manual', 'calendar', 'call')
            ORDER BY until_ts, "user" LIMIT ?
            """)
    List<String> usersOver(double now, long limit);

    /** Users of whom we have written that they are in a call. */
    @FastSql("SELECT \"user\" FROM mp_status WHERE source = 'call' ORDER BY \"user\"")
    List<String> inCalls();

    /** Users whose override a MiniMost has changed since we wrote it. */
    @FastSql("""
            SELECT claim."user" FROM mp_status AS claim LEFT JOIN presence ON presence."user" = claim."user"
            WHERE claim.source = 'manual' AND coalesce(lower(presence.override), '') <> coalesce(claim.override, '')
            ORDER BY claim."user" LIMIT ?
            """)
    List<String> overridden(long limit);

    /** What is an override, or comes from a call. */
    @SqlUpdate("""
            DELETE FROM mp_status
            WHERE source = 'call' OR (source = 'manual' AND state IN ('active', 'idle', 'offline'))
            """)
    int reset();
}
