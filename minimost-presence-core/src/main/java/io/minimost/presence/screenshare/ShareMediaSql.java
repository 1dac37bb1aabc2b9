package io.minimost.presence.screenshare;

import io.minimost.presence.internal.FastSql;
import io.minimost.presence.media.MediaChunk;
import io.minimost.presence.media.MediaInit;
import io.minimost.presence.media.MediaTable;
import io.minimost.presence.media.OldestChunk;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table {@code share_media}: the recording of each share. */
interface ShareMediaSql extends MediaTable {
    @Override
    @SqlUpdate("DELETE FROM share_media WHERE share_id = :share AND is_init = 1")
    void deleteInit(String share, String sender);

    @Override
    @SqlUpdate("""
            INSERT INTO share_media (share_id, is_init, mime_type, data, ts)
            VALUES (:share, 1, :mimeType, :data, :now)
            """)
    void insertInit(String share, String sender, String mimeType, byte[] data, double now);

    @Override
    @SqlQuery("""
            INSERT INTO share_media (share_id, is_init, data, ts) VALUES (:share, 0, :data, :now) RETURNING id
            """)
    Optional<Long> insertChunk(String share, String sender, byte[] data, double now);

    /** The newest init chunk, if MiniMost has stored two at the same moment. */
    @Override
    @SqlQuery("SELECT " + MIME_TYPE + """
            , data FROM share_media WHERE share_id = :share AND is_init = 1 ORDER BY id DESC LIMIT 1
            """)
    Optional<MediaInit> init(String share, String sender);

    @Override
    @SqlQuery("""
            SELECT id, data FROM share_media
            WHERE share_id = :share AND is_init = 0 AND id > :after ORDER BY id LIMIT :limit
            """)
    List<MediaChunk> after(String share, String sender, long after, int limit);

    /** Finds the rows first, so that only numbers and not the bytes are sorted. */
    @Override
    @SqlQuery("""
            SELECT id, data FROM share_media WHERE id IN (
                SELECT id FROM share_media WHERE share_id = :share AND is_init = 0 ORDER BY id DESC LIMIT :limit)
            ORDER BY id
            """)
    List<MediaChunk> latest(String share, String sender, int limit);

    /** Uses the index with the lengths: without it, SQLite reads a page of each chunk and takes a hundred times as long. */
    @Override
    @FastSql(
            "SELECT sum(length(data)) FROM share_media INDEXED BY mp_share_media_size WHERE share_id = ? AND is_init = 0")
    Optional<Long> bytes(String share);

    @Override
    @SqlQuery("""
            SELECT id, ts, length(data) FROM share_media INDEXED BY mp_share_media_size
            WHERE share_id = :share AND is_init = 0 ORDER BY id LIMIT 1
            """)
    Optional<OldestChunk> oldest(String share);

    @Override
    @FastSql("DELETE FROM share_media WHERE id = ?")
    void delete(long id);

    @Override
    @SqlUpdate("DELETE FROM share_media WHERE share_id = :share")
    int deleteSession(String share);

    @Override
    @SqlUpdate("DELETE FROM share_media")
    int deleteAll();
}
