package io.minimost.presence.presence;

import io.minimost.presence.internal.FastSql;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements that differ on PostgreSQL, and what it does for many callers in one statement. */
interface PostgresPresenceSql extends PresenceSql {
    @Override
    @FastSql("""
            SELECT string_agg("user" || '\037' || lower(coalesce(nullif(override, ''), state)), '\036' ORDER BY "user")
            FROM presence WHERE last_seen BETWEEN ? AND ?
            """)
    @Nullable
    String visibleIn(long from, long to);

    /**
     * Stores the newest report of each user, sorted, unless something was deleted since one of its marks. The order of the arguments is
     * that of the reports.
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
                FROM presence JOIN asked ON "user" = name),
            written AS (
                INSERT INTO presence ("user", last_seen, state) SELECT name, second, reported FROM asked ORDER BY name
                ON CONFLICT ("user") DO UPDATE SET last_seen = excluded.last_seen, state = excluded.state
                RETURNING "user", lower(coalesce(nullif(override, ''), state)) AS shown)
            SELECT written."user", old.last_seen, old.shown, written.shown
            FROM written LEFT JOIN old ON old."user" = written."user"
            """)
    List<Report> report(String[] users, Long[] seconds, String[] states, Long[] marks);

    /** A user, the row as it was (null if there was none), and what others see after the report. */
    record Report(
            String user, @Nullable Long lastSeen, @Nullable String before, String after) {}
}
