package io.minimost.presence.typing;

import io.minimost.presence.internal.FastSql;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/**
 * What PostgreSQL does for many callers in one statement. The statements that delete several rows lock them in the same order,
 * so that they never wait for each other.
 */
interface PostgresTypingSql extends TypingSql {
    @Override
    @FastSql("""
            SELECT channel, "user" FROM typing
            WHERE channel IN (SELECT json_array_elements_text(CAST(? AS json))) AND ts BETWEEN ? AND ?
            """ + IS_SHOWN + "ORDER BY ts, rowid")
    List<Typist> typingUsersIn(String channels, long from, long to);

    @Override
    @SqlQuery("""
            DELETE FROM typing WHERE "user" = :user AND channel IN (
                SELECT channel FROM typing WHERE "user" = :user ORDER BY channel FOR UPDATE)
            RETURNING rowid, "user", channel, ts
            """)
    List<TypingRow> deleteAll(String user);

    /** Leaves out those that are being renewed. Finds the rows by their names, which have an index. */
    @Override
    @SqlQuery("""
            DELETE FROM typing WHERE (ts < :from OR ts > :to) AND ("user", channel) IN (
                SELECT "user", channel FROM json_array_elements(CAST(:rows AS json)) AS asked
                JOIN typing ON "user" = asked ->> 1 AND channel = asked ->> 2
                ORDER BY "user", channel FOR UPDATE OF typing SKIP LOCKED)
            RETURNING rowid, "user", channel, ts
            """)
    List<TypingRow> deleteOutside(String rows, long from, long to);

    /**
     * Writes the rows that are selected before it; a row that lay outside of the window takes its place anew. Each row draws a
     * number for its place just before it is written, so those that have the last number drawn are new in their place: this asks
     * the row that was locked, where another query could only see the row of the time when the statement began.
     */
    String WRITE = """
            ON CONFLICT ("user", channel) DO UPDATE SET ts = excluded.ts,
                rowid = CASE WHEN row.ts BETWEEN ? AND ? THEN row.rowid ELSE excluded.rowid END
            RETURNING "user", channel, rowid = lastval() AS began, xmax = 0 AS inserted
            """;

    /**
     * Renews or inserts a row for each user and channel, in the order of the arrays, unless something was deleted since its mark, or
     * the user does not show that they type. No user and channel may be there twice. The settings are looked up row by row: a join
     * would sort or hash them.
     *
     * @param from the beginning of the window in which a row keeps its place
     */
    @FastSql("""
            INSERT INTO typing AS row ("user", channel, ts)
                SELECT name, place, second FROM unnest(?, ?, ?, ?) AS argument (name, place, second, mark)
                WHERE mark >= (SELECT last_deletion FROM mp_fact_log)
                    AND (SELECT sends_typing FROM mp_privacy WHERE mp_privacy."user" = name) IS DISTINCT FROM 0
            """ + WRITE)
    List<Start> start(String[] users, String[] channels, Long[] seconds, Long[] marks, long from, long to);

    /** The same for one user and channel: without arrays, the server needs a fifth less time. */
    @FastSql("""
            INSERT INTO typing AS row ("user", channel, ts)
                SELECT ?, ?, ? WHERE ? >= (SELECT last_deletion FROM mp_fact_log)
                    AND (SELECT sends_typing FROM mp_privacy WHERE mp_privacy."user" = ?) IS DISTINCT FROM 0
            """ + WRITE)
    List<Start> startOne(String user, String channel, long second, long mark, String sameUser, long from, long to);

    /** Those of {@code users} who do not show that they type. */
    @FastSql("""
            SELECT "user" FROM mp_privacy WHERE "user" = ANY (?) AND sends_typing = 0
            """)
    List<String> hiddenAmong(String[] users);

    /**
     * A row.
     *
     * @param began whether there was none in the window
     * @param inserted whether there was none at all: PostgreSQL marks a row that it has locked to update it
     */
    record Start(String user, String channel, boolean began, boolean inserted) {}
}
