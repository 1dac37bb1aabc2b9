package io.minimost.presence.screenshare;

import io.minimost.presence.internal.FastSql;
import io.minimost.presence.media.OldestChunk;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** The statements that differ on PostgreSQL, which stores a large value apart from its row. */
interface PostgresShareMediaSql extends ShareMediaSql {
    @Override
    @FastSql("SELECT sum(length(data)) FROM share_media WHERE share_id = ? AND is_init = 0")
    Optional<Long> bytes(String share);

    @Override
    @SqlQuery("""
            SELECT id, ts, length(data) FROM share_media WHERE share_id = :share AND is_init = 0 ORDER BY id LIMIT 1
            """)
    Optional<OldestChunk> oldest(String share);
}
