package io.minimost.presence.presence;

import io.minimost.presence.internal.FastSql;
import java.util.List;

/** What is shown of several users at once. Their names are a JSON array of texts. */
interface NamedUsersSql {
    /** The visible states of those of {@code users} who were seen from {@code from} to {@code to}. */
    @FastSql("""
            SELECT "user", lower(coalesce(nullif(override, ''), state)) AS state FROM presence
            WHERE "user" IN (SELECT value FROM json_each(?)) AND last_seen BETWEEN ? AND ? ORDER BY "user"
            """)
    List<Shown> states(String users, long from, long to);

    /** As {@link StatusSql#claims}, by user. */
    @FastSql("""
            SELECT "user", source, state, text, emoji, until_ts, override FROM mp_status
            WHERE "user" IN (SELECT value FROM json_each(?))
            UNION ALL
            SELECT "user", 'override', lower(override), NULL, NULL, NULL, NULL FROM presence
            WHERE "user" IN (SELECT value FROM json_each(?)) AND override <> ''
            UNION ALL
            SELECT "user", 'invisible', NULL, NULL, NULL, NULL, NULL FROM mp_privacy
            WHERE "user" IN (SELECT value FROM json_each(?)) AND invisible <> 0
            ORDER BY 1, 2
            """)
    List<StatusRow> claims(String users, String same, String sameAgain);

    /**
     * When those were seen last who show it: as they were heard, or when their last session ended, the later. None for a user who
     * was invisible all the time.
     */
    @FastSql("""
            SELECT "user", max(ts) AS seen FROM (
                SELECT "user", last_seen AS ts FROM presence
                WHERE "user" IN (SELECT value FROM json_each(?)) AND last_seen > 0
                UNION ALL
                SELECT "user", ended_ts FROM mp_presence
                WHERE "user" IN (SELECT value FROM json_each(?)) AND ended_ts > 0) AS known
            WHERE NOT EXISTS (
                SELECT 1 FROM mp_privacy WHERE mp_privacy."user" = known."user" AND mp_privacy.last_seen = 'nobody')
            GROUP BY "user" ORDER BY "user"
            """)
    List<Seen> lastSeen(String users, String same);

    /** The visible state of a user. */
    record Shown(String user, String state) {}

    /** When a user was seen last. */
    record Seen(String user, double seen) {}
}
