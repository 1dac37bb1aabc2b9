package io.minimost.presence.media;

import io.minimost.presence.internal.ClockSkew;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.EpochSeconds;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The recordings in a table of media: of each sender a beginning, and the pieces of the last seconds. For the rooms of calls
 * and of screen shares, which know who may send and who may look; a host uses the rooms. A session is a call or a share.
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
     * @param table what {@link #table} answers
     */
    public Media(Dao<? extends MediaTable> table, MediaLimits limits) {
        this.table = table;
        this.limits = limits;
    }

    /** Makes a room's table of media known to the database. */
    public static <T extends MediaTable> Dao<T> table(Database database, Class<T> type) {
        return database.register(type, new MediaInit.Mapper(), new MediaChunk.Mapper(), new OldestChunk.Mapper());
    }

    /**
     * Checks what a recording says it is.
     *
     * @throws IllegalArgumentException if that is not {@code audio/} or {@code video/} and {@code webm}, {@code mp4},
     *     {@code ogg} or {@code x-matroska}, with or without {@code ;codecs=...}, in at most 128 characters
     */
    public static void requireMimeType(String mimeType) {
        MimeType.require(mimeType);
    }

    /**
     * Checks a piece or a beginning before it is stored.
     *
     * @throws IllegalArgumentException if it is empty or longer than allowed
     */
    public void requireData(byte[] data) {
        Objects.requireNonNull(data, "data");
        if (data.length == 0 || data.length > limits.maxChunkBytes()) {
            throw new IllegalArgumentException(
                    "the data has %d bytes, 1 to %d are allowed".formatted(data.length, limits.maxChunkBytes()));
        }
    }

    /** Stores how the recording of {@code sender} begins, in place of what there was. */
    public void putInit(
            Transaction transaction, String session, String sender, String mimeType, byte[] data, Instant now) {
        MediaTable sql = transaction.sql(table);
        sql.deleteInit(session, sender);
        sql.insertInit(session, sender, mimeType, data, EpochSeconds.of(now));
    }

    /**
     * Stores the next piece of the recording of {@code sender}, and drops the oldest pieces of the session as far as the
     * limits ask for it.
     *
     * @return the number of the piece; it grows with every piece in the table
     */
    public long append(Transaction transaction, String session, String sender, byte[] data, Instant now) {
        MediaTable sql = transaction.sql(table);
        long sequence = sql.insertChunk(session, sender, data, EpochSeconds.of(now));
        trim(sql, session, now);
        return sequence;
    }

    /**
     * What there is of the recording of {@code sender}.
     *
     * @param after the first pieces after this one; if empty, the newest, for a viewer who has none yet
     */
    public MediaPage read(Transaction transaction, String session, String sender, OptionalLong after) {
        MediaTable sql = transaction.sql(table);
        List<MediaChunk> chunks = after.isPresent()
                ? sql.after(session, sender, after.getAsLong(), limits.page())
                : sql.latest(session, sender, limits.liveEdge());
        return new MediaPage(sql.init(session, sender), chunks);
    }

    /** Removes everything of {@code session}; answers how many rows that were. */
    public int purge(Transaction transaction, String session) {
        return transaction.sql(table).deleteSession(session);
    }

    /** Removes everything: also what MiniMost has left of sessions that are over. */
    public void purgeAll(Transaction transaction) {
        transaction.sql(table).deleteAll();
    }

    /** One by one from the oldest on: mostly it is just one, and then nothing else is looked at. */
    private void trim(MediaTable sql, String session, Instant now) {
        long excess = sql.bytes(session).orElse(0L) - limits.maxBytes();
        Optional<OldestChunk> oldest = sql.oldest(session);
        while (oldest.filter(chunk -> hasRunOut(chunk, now)).isPresent() || (excess > 0 && oldest.isPresent())) {
            sql.delete(oldest.get().id());
            excess -= oldest.get().bytes();
            oldest = sql.oldest(session);
        }
    }

    /** A piece that is ahead of the clock has run out, too. */
    private boolean hasRunOut(OldestChunk chunk, Instant now) {
        return chunk.ts() < EpochSeconds.of(now.minus(limits.window()))
                || chunk.ts() > EpochSeconds.of(ClockSkew.latest(now));
    }
}
