package io.minimost.presence.media;

import io.minimost.presence.internal.ClockSkew;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.EpochSeconds;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The recordings in a table of media: for each sender an init chunk, and the media chunks of the last seconds. A host uses it
 * through calls and screen shares, which check who may send and read. A session is a call or a share.
 *
 * <p>Thread-safe. No method returns or takes null.
 *
 * @hidden
 */
@SuppressWarnings("exports")
public final class Media {
    private final Dao<? extends MediaTable> table;
    private final MediaLimits limits;

    /**
     * The recordings in a table.
     *
     * @param table what {@link #table} returns
     */
    public Media(Dao<? extends MediaTable> table, MediaLimits limits) {
        this.table = table;
        this.limits = limits;
    }

    /** Registers a table of media with the database. */
    public static <T extends MediaTable> Dao<T> table(
            Database database, Class<T> type, Class<? extends T> postgresType) {
        return database.register(
                type, postgresType, new MediaInit.Mapper(), new MediaChunk.Mapper(), new OldestChunk.Mapper());
    }

    /**
     * Checks the MIME type of a recording.
     *
     * @throws IllegalArgumentException unless it is {@code audio/} or {@code video/} and {@code webm}, {@code mp4},
     *     {@code ogg} or {@code x-matroska}, with or without {@code ;codecs=...}, in at most 128 characters
     */
    public static void requireMimeType(String mimeType) {
        MimeType.require(mimeType);
    }

    /**
     * Checks an init chunk or media chunk before it is stored.
     *
     * @throws IllegalArgumentException if it is empty or longer than {@link MediaLimits#maxChunkBytes}
     */
    public void requireData(byte[] data) {
        Objects.requireNonNull(data, "data");
        if (data.length == 0 || data.length > limits.maxChunkBytes()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "the data has %d bytes, 1 to %d are allowed", data.length, limits.maxChunkBytes()));
        }
    }

    /** Stores the init chunk of the recording of {@code sender}, in place of any earlier one. */
    public void putInit(
            Transaction transaction, String session, String sender, String mimeType, byte[] data, Instant now) {
        MediaTable sql = transaction.sql(table);
        sql.deleteInit(session, sender);
        sql.insertInit(session, sender, mimeType, data, EpochSeconds.of(now));
    }

    /**
     * Stores the next media chunk of the recording of {@code sender}, and deletes the oldest chunks of the session that are
     * beyond the limits.
     *
     * @return the number of the chunk, greater than that of any earlier chunk in the table
     */
    public long append(Transaction transaction, String session, String sender, byte[] data, Instant now) {
        MediaTable sql = transaction.sql(table);
        long sequence =
                sql.insertChunk(session, sender, data, EpochSeconds.of(now)).orElseThrow();
        trim(sql, session, now);
        return sequence;
    }

    /**
     * The init chunk and a page of the media chunks of the recording of {@code sender}.
     *
     * @param after the number after which the page begins; if empty, it has the newest chunks, for a new viewer
     */
    public MediaPage read(Transaction transaction, String session, String sender, OptionalLong after) {
        MediaTable sql = transaction.sql(table);
        List<MediaChunk> chunks = after.isPresent()
                ? sql.after(session, sender, after.getAsLong(), limits.page())
                : sql.latest(session, sender, limits.liveEdge());
        return new MediaPage(sql.init(session, sender), chunks);
    }

    /** Deletes everything of {@code session}, and returns the number of rows. */
    public int purge(Transaction transaction, String session) {
        return transaction.sql(table).deleteSession(session);
    }

    /** Deletes everything, including what MiniMost has left of sessions that are over. */
    public void purgeAll(Transaction transaction) {
        transaction.sql(table).deleteAll();
    }

    /** Deletes the oldest chunks one by one. Mostly at most one is beyond the limits, so that few rows are read. */
    private void trim(MediaTable sql, String session, Instant now) {
        long excess = sql.bytes(session).orElse(0L) - limits.maxBytes();
        Optional<OldestChunk> oldest = sql.oldest(session);
        while (oldest.filter(chunk -> isExpired(chunk, now)).isPresent() || (excess > 0 && oldest.isPresent())) {
            sql.delete(oldest.get().id());
            excess -= oldest.get().bytes();
            oldest = sql.oldest(session);
        }
    }

    /** Whether a chunk is too old, or ahead of the clock, which was then set back. */
    private boolean isExpired(OldestChunk chunk, Instant now) {
        return chunk.ts() < EpochSeconds.of(now.minus(limits.window()))
                || chunk.ts() > EpochSeconds.of(ClockSkew.latest(now));
    }
}
