package io.minimost.presence.internal;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The nodes that use the database, and what they tell each other. Only in PostgreSQL. */
interface PostgresNodeSql {
    /** How many news are read at a time. */
    int PAGE = 1000;

    /** The kind of news of which only the number is left. */
    String FORGOTTEN = "FORGOTTEN";

    @FastSql("INSERT INTO mp_nodes (node, beat) VALUES (?, ?) ON CONFLICT (node) DO UPDATE SET beat = excluded.beat")
    int beat(String node, double now);

    @FastSql("DELETE FROM mp_nodes WHERE node = ?")
    int deleteNode(String node);

    @FastSql("DELETE FROM mp_nodes WHERE beat < ?")
    int deleteNodes(double before);

    /** Those of {@code known} of which there is neither a sign of life nor news. */
    @FastSql("""
            SELECT name FROM unnest(?) AS known (name)
            WHERE NOT EXISTS (SELECT FROM mp_nodes WHERE node = name)
                AND NOT EXISTS (SELECT FROM mp_news WHERE node = name)
            """)
    List<String> forgotten(String[] known);

    @FastSql("SELECT count(*) FROM mp_nodes WHERE node <> ? AND beat > ?")
    Optional<Long> others(String node, double since);

    /** Stores news of {@code node} under numbers after {@code after}, unless they are taken, and notifies the others. */
    @FastSql("""
            WITH written AS (
                INSERT INTO mp_news (node, seq, kind, channel, username, body, ts)
                SELECT ?, CAST(? AS bigint) + number, kind, channel, username, body, ?
                FROM unnest(?, ?, ?, ?) WITH ORDINALITY AS news (kind, channel, username, body, number)
                ON CONFLICT DO NOTHING)
            SELECT CAST(pg_notify(?, ?) AS text)
            """)
    @Nullable
    String announce(
            String node,
            long after,
            double now,
            String[] kinds,
            @Nullable String[] channels,
            @Nullable String[] users,
            @Nullable String[] bodies,
            String notificationChannel,
            String payload);

    /** The same without a notification. */
    @FastSql("""
            INSERT INTO mp_news (node, seq, kind, channel, username, body, ts)
            SELECT ?, CAST(? AS bigint) + number, kind, channel, username, body, ?
            FROM unnest(?, ?, ?, ?) WITH ORDINALITY AS news (kind, channel, username, body, number)
            ON CONFLICT DO NOTHING
            """)
    int store(
            String node,
            long after,
            double now,
            String[] kinds,
            @Nullable String[] channels,
            @Nullable String[] users,
            @Nullable String[] bodies);

    /** Deletes news, but the newest of each node only after longer. */
    @FastSql("""
            DELETE FROM mp_news AS expired
            WHERE ts < ? AND (ts < ? OR seq < (SELECT max(seq) FROM mp_news AS same WHERE same.node = expired.node))
            """)
    int deleteNews(double before, double newestBefore);

    /** Leaves of news only their number. */
    @FastSql("UPDATE mp_news SET kind = '" + FORGOTTEN
            + "', channel = NULL, username = NULL, body = NULL WHERE ts < ? AND kind <> '" + FORGOTTEN + "'")
    int forgetNews(double before);

    /** The newest news of each other node. */
    @FastSql("SELECT node, max(seq) FROM mp_news WHERE node <> ? GROUP BY node")
    List<Newest> newest(String self);

    /** The news of other nodes after those that are known. */
    @FastSql("""
            SELECT node, seq, kind, channel, username, body
            FROM mp_news LEFT JOIN unnest(?, ?) AS known (name, upto) ON name = node
            WHERE node <> ? AND seq > coalesce(upto, 0) ORDER BY node, seq LIMIT
            """ + PAGE)
    List<Row> after(String[] nodes, Long[] known, String self);

    /** The end of the log of facts, and whether the server has lost nothing since the log has its name. */
    @FastSql("SELECT name, last_seq, EXISTS (SELECT FROM mp_alive) FROM mp_fact_log")
    List<Log> log();

    @FastSql("SELECT CAST(extract(epoch FROM clock_timestamp()) AS float8)")
    Optional<Double> time();

    /**
     * Which transactions are visible now. A text that differs as soon as any transaction of the server that has written something
     * has committed.
     */
    @FastSql("SELECT CAST(pg_current_snapshot() AS text)")
    @Nullable
    String visibleTransactions();

    /**
     * Gives the log a new name if the server has lost facts, and leaves room for all that it may have lost: no number is given
     * twice, and no earlier look at the log counts any more.
     */
    @FastSql("""
            UPDATE mp_fact_log SET name = ?, last_seq = last_seq + 1000000, last_deletion = last_seq + 1000000
            WHERE NOT EXISTS (SELECT FROM mp_alive)
            """)
    int renameLog(String name);

    @FastSql("INSERT INTO mp_alive (id) VALUES (1) ON CONFLICT DO NOTHING")
    int markAlive();

    /** How far the news of a node go. */
    record Newest(String node, long sequence) {}

    /** News as they are stored. */
    record Row(
            String node,
            long sequence,
            String kind,
            @Nullable String channel,
            @Nullable String user,
            @Nullable String body) {
        boolean isForgotten() {
            return kind.equals(FORGOTTEN);
        }
    }

    /** The end of the log. */
    record Log(String name, long sequence, boolean isWhole) {}
}
