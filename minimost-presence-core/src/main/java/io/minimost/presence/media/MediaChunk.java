package io.minimost.presence.media;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * A piece of a recording, which makes sense after its {@link MediaInit} and the pieces before it. Equal to another if the
 * bytes are.
 *
 * @param sequence grows with every piece of the store, with gaps
 * @param data the bytes. Not copied, because there are many: the array that a store answers is fresh and the caller's own
 */
@SuppressWarnings("ArrayRecordComponent") // equals, hashCode and toString below are made for it.
public record MediaChunk(long sequence, byte[] data) {
    /** Keeps the array itself. */
    public MediaChunk {
        Objects.requireNonNull(data, "data");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MediaChunk chunk && sequence == chunk.sequence && Arrays.equals(data, chunk.data);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(sequence) * 31 + Arrays.hashCode(data);
    }

    /** Tells the number of the bytes instead of the bytes. */
    @Override
    public String toString() {
        return "MediaChunk[sequence=%d, %d bytes]".formatted(sequence, data.length);
    }

    static final class Mapper implements RowMapper<MediaChunk> {
        @Override
        public MediaChunk map(ResultSet row, StatementContext context) throws SQLException {
            return new MediaChunk(row.getLong(1), row.getBytes(2));
        }
    }
}
