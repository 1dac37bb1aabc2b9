package io.minimost.presence.events;

import io.minimost.presence.internal.FastSql;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The table {@code mp_facts}, whose sequence has no gaps, and the name of the log in {@code mp_fact_log}. */
interface FactSql {
    /** Appends facts, at least one, one after the other. Returns the sequence of the last. */
    @FastSql(
            value = "INSERT INTO mp_facts (kind, channel, username, key, ts) VALUES (?, ?, ?, ?, ?) RETURNING seq",
            forEach = true)
    Optional<Long> append(
            String[] kinds,
            @Nullable String[] channels,
            @Nullable String[] users,
            @Nullable String[] keys,
            Double[] times);

    @SqlQuery("""
            SELECT seq, kind, channel, username, key, ts FROM mp_facts
            WHERE seq > :sequence ORDER BY seq LIMIT :limit
            """)
    List<FactRow> after(long sequence, int limit);

    @SqlQuery("SELECT seq, kind, channel, username, key, ts FROM mp_facts WHERE seq > :sequence AND kind IN ("
            + FactDeletions.KINDS + ")")
    List<FactRow> deletionsAfter(long sequence);

    /** The end of the log, in one row. */
    @FastSql("SELECT name, coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'mp_facts'), 0) FROM mp_fact_log")
    List<LogHead> heads();

    /** Scans only the facts to prune; an index on {@code ts} would make every insert slower. */
    @SqlQuery("SELECT seq FROM mp_facts WHERE ts >= :time ORDER BY seq LIMIT 1")
    Optional<Long> oldestSince(double time);

    @FastSql("SELECT min(seq) FROM mp_facts")
    Optional<Long> oldest();

    @SqlUpdate("DELETE FROM mp_facts WHERE seq < :sequence")
    int deleteBefore(long sequence);

    @SqlUpdate("UPDATE mp_facts SET username = NULL WHERE username = :user")
    int clearUser(String user);
}
