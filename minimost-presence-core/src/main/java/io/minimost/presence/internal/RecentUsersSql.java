package io.minimost.presence.internal;

import java.util.List;

/** The table {@code mp_recent}, to which triggers add each user who is written to {@code presence}. */
interface RecentUsersSql {
    @FastSql("""
            SELECT "user" FROM mp_recent
            WHERE NOT EXISTS (SELECT 1 FROM presence WHERE presence."user" = mp_recent."user" AND last_seen >= ?)
            LIMIT ?
            """)
    List<String> seenBefore(long before, long limit);

    @FastSql("""
            DELETE FROM mp_recent WHERE "user" IN (
                SELECT "user" FROM mp_recent
                WHERE NOT EXISTS (SELECT 1 FROM presence WHERE presence."user" = mp_recent."user" AND last_seen >= ?)
                LIMIT ?)
            """)
    int deleteSeenBefore(long before, long limit);

    /** Whether somebody is missing who was seen since {@code from}. */
    @FastSql("""
            SELECT "user" FROM presence WHERE last_seen >= ?
                AND NOT EXISTS (SELECT 1 FROM mp_recent WHERE mp_recent."user" = presence."user") AND "user" IS NOT NULL
            LIMIT ?
            """)
    List<String> missingSince(long from, long limit);

    @FastSql(
            "INSERT OR IGNORE INTO mp_recent (\"user\") SELECT \"user\" FROM presence WHERE last_seen >= ? AND \"user\" IS NOT NULL")
    void addSince(long from);
}
