package io.minimost.presence.calls;

import io.minimost.presence.internal.FastSql;
import io.minimost.presence.media.OldestChunk;
import java.util.Optional;

/** The statements that differ on PostgreSQL, which stores a large value apart from its row. */
interface PostgresCallMediaSql extends CallMediaSql {
    @Override
    @FastSql("SELECT sum(length(data)) FROM call_media WHERE call_id = ? AND is_init = 0")
    Optional<Long> bytes(String call);

    @Override
    @FastSql("SELECT id, ts, length(data) FROM call_media WHERE call_id = ? AND is_init = 0 ORDER BY id LIMIT 1")
    Optional<OldestChunk> oldest(String call);
}
