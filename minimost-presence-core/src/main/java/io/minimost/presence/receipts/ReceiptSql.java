package io.minimost.presence.receipts;

import io.minimost.presence.internal.FastSql;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The table {@code read_receipts}: one row for each message and reader. */
interface ReceiptSql {
    /**
     * Leaves out values beyond the range of an instant, such as infinity. MiniMost does not write such values. The limits are
     * numbers that float8 has exactly, because PostgreSQL compares as float8.
     */
    String IS_TIME = " msg_ts >= -31557014167219200 AND msg_ts < 31556889864403200 ";

    @FastSql("INSERT INTO read_receipts (channel, msg_ts, reader) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
    int insert(String channel, double message, String reader);

    /**
     * The messages after {@code after} in order, each with its readers in one text, see {@link MessageReaders}. SQLite scans
     * the primary key, which gives the order of the readers. An {@code ORDER BY} in the function would sort again and take
     * nearly twice as long. The separator is a literal, because {@code char(31)} would be called for each row.
     */
    @SqlQuery("""
            SELECT msg_ts, group_concat(reader, '\037')
            FROM read_receipts WHERE channel = :channel AND msg_ts > :after AND msg_ts < 31556889864403200
            GROUP BY msg_ts ORDER BY msg_ts LIMIT :limit
            """)
    List<MessageReaders> readersAfter(String channel, double after, int limit);

    @FastSql("""
            SELECT string_agg(reader, '\037' ORDER BY reader)
            FROM read_receipts WHERE channel = ? AND msg_ts = ?
            """)
    @Nullable
    String readers(String channel, double message);

    /**
     * Some receipts of messages older than {@code before}, in the order of the primary key: the first behind the one of
     * {@code reader} for {@code message} in {@code channel}, so that page after page reads the table once; without the first
     * {@code kept} of these.
     */
    @SqlQuery("SELECT channel, reader, msg_ts FROM read_receipts WHERE" + IS_TIME + """
            AND msg_ts < :before AND (channel, msg_ts, reader) > (:channel, :message, :reader)
            ORDER BY channel, msg_ts, reader LIMIT :limit OFFSET :kept
            """)
    List<ReceiptRow> olderThan(double before, String channel, double message, String reader, int limit, int kept);

    @FastSql("DELETE FROM read_receipts WHERE channel = ? AND msg_ts = ? AND reader = ?")
    int delete(String channel, double message, String reader);

    @SqlUpdate("DELETE FROM read_receipts WHERE channel = :channel AND msg_ts = :message")
    int deleteMessage(String channel, double message);

    @SqlUpdate("DELETE FROM read_receipts WHERE channel = :channel")
    int deleteChannel(String channel);

    @SqlUpdate("DELETE FROM read_receipts WHERE reader = :reader")
    int deleteReader(String reader);
}
