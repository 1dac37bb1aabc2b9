package io.minimost.presence.media;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * What decides whether the oldest media chunk of a session is deleted.
 *
 * @param id the number of the chunk
 * @param ts when it was stored, in seconds since 1970
 * @param bytes the number of its bytes
 *
 * @hidden
 */
public record OldestChunk(long id, double ts, long bytes) {
    static final class Mapper implements RowMapper<OldestChunk> {
        @Override
        public OldestChunk map(ResultSet row, StatementContext context) throws SQLException {
            return new OldestChunk(row.getLong(1), row.getDouble(2), row.getLong(3));
        }
    }
}
