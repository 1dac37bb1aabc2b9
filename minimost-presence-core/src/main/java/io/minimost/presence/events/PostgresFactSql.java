package io.minimost.presence.events;

import io.minimost.presence.internal.FastSql;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statements that differ on PostgreSQL, where a row counts the facts. */
interface PostgresFactSql extends FactSql {
    /** Fails if the server has lost facts after a crash, and the log has not been given a new name yet. */
    @Override
    @FastSql("WITH new AS MATERIALIZED ("
            + "SELECT * FROM unnest(?, ?, ?, ?, ?) WITH ORDINALITY AS fact (kind, channel, username, key, ts, number)),"
            + " log AS (UPDATE mp_fact_log SET"
            + " last_seq = last_seq + (SELECT count(*) FROM new) / (SELECT count(*) FROM mp_alive),"
            + " last_deletion = CASE WHEN EXISTS (SELECT FROM new WHERE kind IN (" + FactDeletions.KINDS + "))"
            + " THEN last_seq + (SELECT count(*) FROM new) ELSE last_deletion END"
            + " RETURNING last_seq),"
            + " written AS (INSERT INTO mp_facts (seq, kind, channel, username, key, ts)"
            + " SELECT last_seq - (SELECT count(*) FROM new) + number, kind, channel, username, key, ts FROM log, new)"
            + " SELECT last_seq FROM log")
    Optional<Long> append(
            String[] kinds,
            @Nullable String[] channels,
            @Nullable String[] users,
            @Nullable String[] keys,
            Double[] times);

    @Override
    @FastSql("SELECT name, last_seq FROM mp_fact_log")
    List<LogHead> heads();
}
