package io.minimost.presence.calls;

import io.minimost.presence.internal.FastSql;
import io.minimost.presence.media.MediaChunk;
import io.minimost.presence.media.MediaInit;
import io.minimost.presence.media.MediaTable;
import io.minimost.presence.media.OldestChunk;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/**
 * The table {@code call_media}: the recordings of all senders in a call. The sender is a user or, with a track, {@code
 * user:track}.
 */
interface CallMediaSql extends MediaTable {
    @Override
    @FastSql("DELETE FROM call_media WHERE call_id = ? AND sender = ? AND is_init = 1")
    void deleteInit(String call, String sender);

    @Override
    @SqlUpdate("""
            INSERT INTO call_media (call_id, sender, is_init, mime_type, data, ts)
            VALUES (:call, :sender, 1, :mimeType, :data, :now)
            """)
    void insertInit(String call, String sender, String mimeType, byte[] data, double now);

    @Override
    @FastSql("INSERT INTO call_media (call_id, sender, is_init, data, ts) VALUES (?, ?, 0, ?, ?) RETURNING id")
    Optional<Long> insertChunk(String call, String sender, byte[] data, double now);

    /** The newest init chunk, if MiniMost has stored two at the same moment. */
    @Override
    @FastSql("SELECT " + MIME_TYPE + """
            , data FROM call_media WHERE call_id = ? AND sender = ? AND is_init = 1 ORDER BY id DESC LIMIT 1
            """)
    Optional<MediaInit> init(String call, String sender);

    @Override
    @FastSql("""
            SELECT id, data FROM call_media WHERE call_id = ? AND sender = ? AND is_init = 0 AND id > ? ORDER BY id LIMIT ?
            """)
    List<MediaChunk> after(String call, String sender, long after, int limit);

    /** Finds the rows first, so that only numbers and not the bytes are sorted. */
    @Override
    @FastSql("""
            SELECT id, data FROM call_media WHERE id IN (
                SELECT id FROM call_media WHERE call_id = ? AND sender = ? AND is_init = 0 ORDER BY id DESC LIMIT ?)
            ORDER BY id
            """)
    List<MediaChunk> latest(String call, String sender, int limit);

    /** Uses the index with the lengths: without it, SQLite reads a page of each chunk and takes a hundred times as long. */
    @Override
    @FastSql("SELECT sum(length(data)) FROM call_media INDEXED BY mp_call_media_size WHERE call_id = ? AND is_init = 0")
    Optional<Long> bytes(String call);

    @Override
    @FastSql("""
            SELECT id, ts, length(data) FROM call_media INDEXED BY mp_call_media_size
            WHERE call_id = ? AND is_init = 0 ORDER BY id LIMIT 1
            """)
    Optional<OldestChunk> oldest(String call);

    @Override
    @FastSql("DELETE FROM call_media WHERE id = ?")
    void delete(long id);

    @Override
    @SqlUpdate("DELETE FROM call_media WHERE call_id = :call")
    int deleteSession(String call);

    @Override
    @SqlUpdate("DELETE FROM call_media")
    int deleteAll();

    /** Deletes all recordings of {@code user}, with any track: {@code ;} is the character after {@code :}. */
    @SqlUpdate("""
            DELETE FROM call_media
            WHERE call_id = :call AND (sender = :user OR (sender >= :user || ':' AND sender < :user || ';'))
            """)
    void deleteOf(String call, String user);

    @SqlUpdate("DELETE FROM call_media WHERE sender = :user OR (sender >= :user || ':' AND sender < :user || ';')")
    void deleteUser(String user);
}
