package io.minimost.presence.receipts;

import io.minimost.presence.internal.HotSql;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The table {@code read_receipts}: one row for each message and reader. */
interface ReceiptSql {
    @HotSql("INSERT INTO read_receipts (channel, msg_ts, reader) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
    int insert(String channel, double message, String reader);

    /** The readers of a message in one text, see {@link MessageReaders}; the messages after {@code after} in order. */
    @SqlQuery("""
            SELECT msg_ts, group_concat(reader, char(31) ORDER BY reader)
            FROM read_receipts WHERE channel = :channel AND msg_ts > :after
            GROUP BY msg_ts ORDER BY msg_ts LIMIT :limit
            """)
    List<MessageReaders> readersAfter(String channel, double after, int limit);

    @HotSql("""
            SELECT group_concat(reader, char(31) ORDER BY reader)
            FROM read_receipts WHERE channel = ? AND msg_ts = ?
            """)
    @Nullable
    String readers(String channel, double message);

    /** The newest message that {@code reader} has read; the primary key makes this a walk back from the newest one. */
    @HotSql("""
            SELECT msg_ts FROM read_receipts WHERE channel = ? AND reader = ? ORDER BY msg_ts DESC LIMIT 1
            """)
    Optional<Double> newest(String channel, String reader);

    /** Some receipts of messages older than {@code before}, oldest first. */
    @SqlQuery("""
            SELECT channel, reader, msg_ts FROM read_receipts WHERE msg_ts < :before
            ORDER BY channel, msg_ts, reader LIMIT :limit
            """)
    List<ReceiptRow> olderThan(double before, int limit);

    @HotSql("DELETE FROM read_receipts WHERE channel = ? AND msg_ts = ? AND reader = ?")
    int delete(String channel, double message, String reader);

    @SqlUpdate("DELETE FROM read_receipts WHERE channel = :channel AND msg_ts = :message")
    int deleteMessage(String channel, double message);

    @SqlUpdate("DELETE FROM read_receipts WHERE channel = :channel")
    int deleteChannel(String channel);

    @SqlUpdate("DELETE FROM read_receipts WHERE reader = :reader")
    int deleteReader(String reader);
}
