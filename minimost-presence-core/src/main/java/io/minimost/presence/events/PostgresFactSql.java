package io.minimost.presence.events;

import io.minimost.presence.internal.FastSql;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The statements that differ on PostgreSQL, where a row counts the facts. */
interface PostgresFactSql extends FactSql {
    @Override
    @FastSql("WITH new AS MATERIALIZED ("
            + "SELECT * FROM unnest(?, ?, ?, ?, ?) WITH ORDINALITY AS fact (kind, channel, username, key, ts, number)), "
            + PostgresFactAppend.LOG
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
