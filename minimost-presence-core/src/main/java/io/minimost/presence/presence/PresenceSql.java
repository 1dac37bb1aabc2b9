package io.minimost.presence.presence;

import io.minimost.presence.internal.FastSql;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code presence}: one row for each user who ever reported. The visible state of a row is its override, else its
 * state. MiniMost treats an empty override as none and returns the values in lower case.
 */
interface PresenceSql {
    /** The visible state of {@code user}; null if {@code user} was not seen from {@code from} to {@code to}. */
    @FastSql(
            "SELECT lower(coalesce(nullif(override, ''), state)) FROM presence WHERE \"user\" = ? AND last_seen BETWEEN ? AND ?")
    @Nullable
    String visible(String user, long from, long to);

    /** How many users who were seen from {@code from} to {@code to} are online. */
    @SqlQuery("""
            SELECT count(*) FROM presence
            WHERE last_seen BETWEEN :from AND :to
                AND lower(coalesce(nullif(override, ''), state)) IN ('active', 'idle', 'hidden')
            """)
    int countOnline(long from, long to);

    /** What the clients of a user say who was seen from {@code from} to {@code to}; none if they were not. */
    @FastSql("SELECT lower(state) FROM presence WHERE \"user\" = ? AND last_seen BETWEEN ? AND ?")
    List<String> stateIn(String user, long from, long to);

    /** Nobody else changes the row before the commit; none if there is no row. */
    @FastSql("SELECT last_seen FROM presence WHERE \"user\" = ?")
    Optional<Long> lockRow(String user);

    /**
     * Renews the row if its state is the same and its user is listed and has no sessions, the usual case. Returns how many rows
     * changed.
     */
    @FastSql("""
            UPDATE presence SET last_seen = ? WHERE "user" = ? AND state = ? AND last_seen BETWEEN ? AND ?
                AND NOT EXISTS (SELECT 1 FROM mp_sessions WHERE mp_sessions."user" = presence."user")
            """)
    int renew(long lastSeen, String user, String state, long from, long to);

    /**
     * Keeps the override. Returns the visible state; null, and writes nothing, if the user has sessions or a status, or is invisible.
     */
    @FastSql("""
            INSERT INTO presence ("user", last_seen, state) SELECT ?, ?, ?
            WHERE NOT EXISTS (SELECT 1 FROM mp_status WHERE mp_status."user" = ?)
                AND NOT EXISTS (SELECT 1 FROM mp_privacy WHERE mp_privacy."user" = ? AND invisible <> 0)
            ON CONFLICT ("user") DO UPDATE SET last_seen = excluded.last_seen, state = excluded.state
            WHERE NOT EXISTS (SELECT 1 FROM mp_sessions WHERE mp_sessions."user" = presence."user")
            RETURNING lower(coalesce(nullif(override, ''), state))
            """)
    @Nullable
    String upsertState(String user, long lastSeen, String state, String same, String sameAgain);

    /**
     * Reads the row of a user whose sessions are about to be merged, and keeps others from it until the commit. A new row was
     * never seen.
     */
    @FastSql("""
            INSERT INTO presence ("user", last_seen, state) VALUES (?, 0, 'offline')
            ON CONFLICT ("user") DO UPDATE SET state = presence.state RETURNING last_seen, state, override
            """)
    List<PresenceRow> lock(String user);

    /** The same for a user who has a row; none if they have none. */
    @FastSql("SELECT last_seen, state, override FROM presence WHERE \"user\" = ?")
    List<PresenceRow> lockExisting(String user);

    /** Writes what the sessions and the status of the user say. */
    @FastSql("UPDATE presence SET last_seen = ?, state = ?, override = ? WHERE \"user\" = ?")
    void merge(long lastSeen, String state, @Nullable String override, String user);

    /** The same when the last session has ended, and reports without one need not be merged. */
    @FastSql("UPDATE presence SET last_seen = ?, state = ?, override = ? WHERE \"user\" = ?")
    void endMerge(long lastSeen, String state, @Nullable String override, String user);

    /** Renews some rows of users with sessions that we wrote before {@code before}, and nobody else since; returns their names. */
    @FastSql("""
            UPDATE presence SET last_seen = ? WHERE "user" IN (
                SELECT shown."user" FROM presence AS shown JOIN mp_presence AS written ON written."user" = shown."user"
                WHERE written.state <> 'offline' AND written.last_seen < ?
                    AND shown.last_seen = written.last_seen AND shown.state = written.state
                ORDER BY written.last_seen LIMIT ?)
            RETURNING "user"
            """)
    List<String> renewSeen(long now, long before, long most);

    /**
     * All users seen from {@code from} to {@code to}, as pairs of user and visible state in one text: the driver
     * passes one value instead of two for each row, which is several times as fast. SQLite keeps the order of a
     * subquery for {@code group_concat}; an {@code ORDER BY} in the function gives the same order and takes 50 %
     * longer.
     */
    @FastSql("""
            SELECT group_concat(pair, '\036') FROM (
                SELECT "user" || '\037' || CASE WHEN override <> '' THEN override ELSE state END AS pair
                FROM presence WHERE last_seen BETWEEN ? AND ? ORDER BY "user")
            """)
    @Nullable
    String visibleIn(long from, long to);

    /** The same for the users with {@code from <= last_seen < to}, ordered by {@code last_seen}. */
    @FastSql("""
            SELECT string_agg(
                "user" || '\037' || lower(coalesce(nullif(override, ''), state)), '\036' ORDER BY last_seen, "user")
            FROM presence WHERE last_seen >= ? AND last_seen < ?
            """)
    @Nullable
    String visibleBetween(long from, long to);

    @FastSql("SELECT min(last_seen) FROM presence WHERE last_seen >= ?")
    Optional<Long> oldestSince(long from);

    /** Users who were last seen before {@code before}. Not those who are invisible: who has a session, or was never seen. */
    @FastSql("""
            SELECT "user" FROM presence WHERE last_seen > 0 AND last_seen < ?
                AND NOT EXISTS (SELECT 1 FROM mp_sessions WHERE mp_sessions."user" = presence."user")
            LIMIT ?
            """)
    List<String> seenBefore(long before, long limit);

    /** When {@code user} was last seen if they are one of those. */
    @FastSql("""
            SELECT last_seen FROM presence WHERE "user" = ? AND last_seen > 0 AND last_seen < ?
                AND NOT EXISTS (SELECT 1 FROM mp_sessions WHERE mp_sessions."user" = presence."user")
            """)
    Optional<Long> wasSeenBefore(String user, long before);

    @FastSql("SELECT last_seen FROM presence WHERE last_seen > ? LIMIT 1")
    Optional<Long> anyAfter(long newest);

    @SqlUpdate("UPDATE presence SET last_seen = :lastSeen WHERE last_seen > :newest")
    int replaceAfter(long newest, long lastSeen);

    @SqlUpdate("UPDATE presence SET last_seen = :lastSeen WHERE last_seen > :newest AND last_seen < :before")
    int replaceBetween(long newest, long before, long lastSeen);

    @SqlUpdate("DELETE FROM presence WHERE \"user\" = :user")
    int delete(String user);

    @SqlUpdate(
            "UPDATE presence SET state = 'offline', override = NULL WHERE state <> 'offline' OR override IS NOT NULL")
    int resetAll();
}
