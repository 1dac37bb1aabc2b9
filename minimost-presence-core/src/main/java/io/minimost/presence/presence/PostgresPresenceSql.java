package io.minimost.presence.presence;

import io.minimost.presence.internal.FastSql;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/**
 * The statements that differ on PostgreSQL, and what it does for many callers in one statement. Those who were seen in a range of seconds
 * are found by the hour, which a report rarely changes: an index of the seconds would have to be written with each.
 */
interface PostgresPresenceSql extends RecentPresenceSql {
    @Override
    @SqlQuery("SELECT true")
    boolean isWorthwhile();

    @Override
    @SqlQuery("""
            SELECT count(*) FROM presence
            WHERE seen_hour BETWEEN :from / 3600 AND :to / 3600 AND last_seen BETWEEN :from AND :to
                AND lower(coalesce(nullif(override, ''), state)) IN ('active', 'idle', 'hidden')
            """)
    int countOnline(long from, long to);

    @Override
    @FastSql("""
            SELECT string_agg(
                "user" || '\037' || lower(coalesce(nullif(override, ''), state)), '\036' ORDER BY last_seen, "user")
            FROM (SELECT ?::bigint AS oldest, ?::bigint AS after) AS range
            JOIN presence ON seen_hour BETWEEN oldest / 3600 AND after / 3600 AND last_seen >= oldest AND last_seen < after
            """)
    @Nullable
    String visibleBetween(long from, long to);

    @Override
    @FastSql("""
            SELECT min(last_seen) FROM (SELECT ?::bigint AS oldest) AS range
            JOIN presence ON seen_hour >= oldest / 3600 AND last_seen >= oldest
            """)
    Optional<Long> oldestSince(long from);

    @Override
    @FastSql(
            "UPDATE presence SET last_seen = ? WHERE \"user\" = ? AND state = ? AND last_seen BETWEEN ? AND ? AND NOT merged")
    int renew(long lastSeen, String user, String state, long from, long to);

    @Override
    @FastSql("""
            INSERT INTO presence ("user", last_seen, state) SELECT ?::text, ?::bigint, ?::text
            WHERE NOT EXISTS (SELECT 1 FROM mp_status WHERE mp_status."user" = ?)
                AND NOT EXISTS (SELECT 1 FROM mp_privacy WHERE mp_privacy."user" = ? AND invisible <> 0)
            ON CONFLICT ("user") DO UPDATE SET last_seen = excluded.last_seen, state = excluded.state
            WHERE NOT presence.merged
            RETURNING lower(coalesce(nullif(override, ''), state))
            """)
    @Nullable
    String upsertState(String user, long lastSeen, String state, String same, String sameAgain);

    @Override
    @FastSql("SELECT last_seen FROM presence WHERE \"user\" = ? FOR UPDATE")
    Optional<Long> lockRow(String user);

    @Override
    @FastSql("""
            INSERT INTO presence ("user", last_seen, state, merged) VALUES (?, 0, 'offline', true)
            ON CONFLICT ("user") DO UPDATE SET merged = true RETURNING last_seen, state, override
            """)
    List<PresenceRow> lock(String user);

    @Override
    @FastSql("UPDATE presence SET merged = true WHERE \"user\" = ? RETURNING last_seen, state, override")
    List<PresenceRow> lockExisting(String user);

    @Override
    @FastSql("UPDATE presence SET last_seen = ?, state = ?, override = ?, merged = false WHERE \"user\" = ?")
    void endMerge(long lastSeen, String state, @Nullable String override, String user);

    /** Leaves out those that are changing at this moment. */
    @Override
    @FastSql("""
            UPDATE presence SET last_seen = ? WHERE "user" IN (
                SELECT shown."user" FROM presence AS shown JOIN mp_presence AS written ON written."user" = shown."user"
                WHERE written.state <> 'offline' AND written.last_seen < ?
                    AND shown.last_seen = written.last_seen AND shown.state = written.state
                ORDER BY written.last_seen LIMIT ? FOR UPDATE OF shown SKIP LOCKED)
            RETURNING "user"
            """)
    List<String> renewSeen(long now, long before, long limit);

    @Override
    @SqlUpdate("""
            UPDATE presence SET state = 'offline', override = NULL, merged = "user" IN (
                SELECT "user" FROM mp_status UNION ALL SELECT "user" FROM mp_privacy WHERE invisible <> 0)
            WHERE state <> 'offline' OR override IS NOT NULL OR merged
            """)
    int resetAll();

    @Override
    @FastSql("""
            SELECT string_agg(
                "user" || '\037' || CASE WHEN override <> '' THEN override ELSE state END, '\036' ORDER BY "user")
            FROM (SELECT ?::bigint AS oldest, ?::bigint AS newest) AS range
            JOIN presence ON seen_hour BETWEEN oldest / 3600 AND newest / 3600 AND last_seen BETWEEN oldest AND newest
            """)
    @Nullable
    String visibleIn(long from, long to);

    /**
     * Stores the newest report of each user without sessions and statuses who is not invisible, sorted, unless something was deleted
     * since one of its marks. The order of the arguments is that of the reports. Locks the rows first, so that nobody changes a
     * state between its being read and its being replaced, and leaves out a row that another node has just inserted.
     */
    @FastSql("""
            WITH asked AS MATERIALIZED (
                SELECT DISTINCT ON (name) name, second, reported FROM (
                    SELECT *, min(mark) OVER (PARTITION BY name) AS oldest
                    FROM unnest(?, ?, ?, ?) WITH ORDINALITY AS argument (name, second, reported, mark, number)) AS marked
                WHERE oldest >= (SELECT last_deletion FROM mp_fact_log)
                ORDER BY name, number DESC),
            old AS MATERIALIZED (
                SELECT "user", last_seen, lower(coalesce(nullif(override, ''), state)) AS shown
                FROM presence JOIN asked ON "user" = name ORDER BY "user" FOR UPDATE OF presence),
            written AS (
                INSERT INTO presence ("user", last_seen, state) SELECT name, second, reported FROM asked
                WHERE (SELECT count(*) FROM old) >= 0
                    AND NOT EXISTS (SELECT 1 FROM mp_status WHERE mp_status."user" = name)
                    AND NOT EXISTS (SELECT 1 FROM mp_privacy WHERE mp_privacy."user" = name AND invisible <> 0)
                ORDER BY name
                ON CONFLICT ("user") DO UPDATE SET last_seen = excluded.last_seen, state = excluded.state
                WHERE NOT presence.merged AND presence."user" IN (SELECT "user" FROM old)
                RETURNING "user", lower(coalesce(nullif(override, ''), state)) AS shown)
            SELECT written."user", old.last_seen, old.shown, written.shown
            FROM written LEFT JOIN old ON old."user" = written."user"
            """)
    List<Report> report(String[] users, Long[] seconds, String[] states, Long[] marks);

    /** A user, the row as it was (null if there was none), and what others see after the report. */
    record Report(
            String user, @Nullable Long lastSeen, @Nullable String before, String after) {}
}
