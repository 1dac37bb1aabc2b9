package io.minimost.presence.presence;

import io.minimost.presence.internal.FastSql;
import io.minimost.presence.internal.RecentUsers;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/**
 * The same for seconds that are not older than {@link RecentUsers#LISTED}: reads only the users who were seen since then, not the whole
 * table. {@code CROSS JOIN} keeps the order of the tables, and so the order of the names, without sorting them.
 */
interface RecentPresenceSql extends PresenceSql {
    /** Whether this reads less than the whole table would: a row costs three times as much, because it is looked up. */
    @SqlQuery("SELECT (SELECT count(*) FROM presence) > 4 * (SELECT count(*) FROM mp_recent)")
    boolean isWorthwhile();

    @Override
    @SqlQuery("""
            SELECT count(*) FROM mp_recent CROSS JOIN presence USING ("user")
            WHERE last_seen BETWEEN :from AND :to
                AND lower(coalesce(nullif(override, ''), state)) IN ('active', 'idle', 'hidden')
            """)
    int countOnline(long from, long to);

    @Override
    @FastSql("""
            SELECT group_concat(pair, '\036') FROM (
                SELECT "user" || '\037' || CASE WHEN override <> '' THEN override ELSE state END AS pair
                FROM mp_recent CROSS JOIN presence USING ("user") WHERE last_seen BETWEEN ? AND ? ORDER BY "user")
            """)
    @Nullable
    String visibleIn(long from, long to);

    @Override
    @FastSql("""
            SELECT string_agg(
                "user" || '\037' || lower(coalesce(nullif(override, ''), state)), '\036' ORDER BY last_seen, "user")
            FROM mp_recent CROSS JOIN presence USING ("user") WHERE last_seen >= ? AND last_seen < ?
            """)
    @Nullable
    String visibleBetween(long from, long to);

    @Override
    @FastSql("SELECT min(last_seen) FROM mp_recent CROSS JOIN presence USING (\"user\") WHERE last_seen >= ?")
    Optional<Long> oldestSince(long from);
}
