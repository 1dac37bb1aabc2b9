package io.minimost.presence.presence;

import io.minimost.presence.internal.FastSql;
import java.util.List;

/** The statements that differ on PostgreSQL, which reads an array of JSON in another way. */
interface PostgresNamedUsersSql extends NamedUsersSql {
    @Override
    @FastSql("""
            SELECT "user", lower(coalesce(nullif(override, ''), state)) AS state FROM presence
            WHERE "user" IN (SELECT json_array_elements_text(CAST(? AS json))) AND last_seen BETWEEN ? AND ? ORDER BY "user"
            """)
    List<Shown> states(String users, long from, long to);

    @Override
    @FastSql("""
            SELECT "user", source, state, text, emoji, until_ts, override FROM mp_status
            WHERE "user" IN (SELECT json_array_elements_text(CAST(? AS json)))
            UNION ALL
            SELECT "user", 'override', lower(override), NULL, NULL, NULL, NULL FROM presence
            WHERE "user" IN (SELECT json_array_elements_text(CAST(? AS json))) AND override <> ''
            UNION ALL
            SELECT "user", 'invisible', NULL, NULL, NULL, NULL, NULL FROM mp_privacy
            WHERE "user" IN (SELECT json_array_elements_text(CAST(? AS json))) AND invisible <> 0
            ORDER BY 1, 2
            """)
    List<StatusRow> claims(String users, String same, String sameAgain);

    @Override
    @FastSql("""
            SELECT "user", max(ts) AS seen FROM (
                SELECT "user", CAST(last_seen AS float8) AS ts FROM presence
                WHERE "user" IN (SELECT json_array_elements_text(CAST(? AS json))) AND last_seen > 0
                UNION ALL
                SELECT "user", ended_ts FROM mp_presence
                WHERE "user" IN (SELECT json_array_elements_text(CAST(? AS json))) AND ended_ts > 0) AS known
            WHERE NOT EXISTS (
                SELECT 1 FROM mp_privacy WHERE mp_privacy."user" = known."user" AND mp_privacy.last_seen = 'nobody')
            GROUP BY "user" ORDER BY "user"
            """)
    List<Seen> lastSeen(String users, String same);
}
