package io.minimost.presence.events;

/**
 * How a statement of PostgreSQL appends facts to the log. For this library only.
 *
 * @hidden
 */
public final class PostgresFactAppend {
    /**
     * Two tables of a {@code WITH}, after a table {@code new} (kind, channel, username, key, ts, number), whose numbers count
     * its rows from 1. {@code log} has a row, with the sequence of the last fact as {@code last_seq}; it has none if
     * {@code new} has none. The counter is raised when all of {@code new} is known, so other nodes wait as briefly as possible.
     * Fails if the server has lost facts after a crash, and the log has not been given a new name yet.
     */
    public static final String LOG = """
            log AS (
                UPDATE mp_fact_log SET
                    last_seq = last_seq + (SELECT count(*) FROM new) / (SELECT count(*) FROM mp_alive),
                    last_deletion = CASE WHEN EXISTS (SELECT FROM new WHERE kind IN (
            """ + FactDeletions.KINDS + """
            )) THEN last_seq + (SELECT count(*) FROM new) ELSE last_deletion END
                WHERE EXISTS (SELECT FROM new) RETURNING last_seq),
            written AS (
                INSERT INTO mp_facts (seq, kind, channel, username, key, ts)
                SELECT last_seq - (SELECT count(*) FROM new) + number, kind, channel, username, key, ts FROM log, new)
            """;

    private PostgresFactAppend() {}
}
