package io.minimost.presence.media;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * A media chunk of a recording. It can be played after its {@link MediaInit} and the chunks before it. Two are equal if their
 * sequences and bytes are.
 *
 * @param sequence the number of the chunk; it grows within a recording, with gaps
 * @param data the bytes. The array is not copied, because it may be long; the caller owns one that a store returns
 */
@SuppressWarnings("ArrayRecordComponent") // equals, hashCode and toString below are made for it.
public record MediaChunk(long sequence, byte[] data) {
    /** Keeps the array itself, without a copy. */
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

    /** Shows how many bytes there are, and not the bytes. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "MediaChunk[sequence=%d, %d bytes]", sequence, data.length);
    }

    static final class Mapper implements RowMapper<MediaChunk> {
        @Override
        public MediaChunk map(ResultSet row, StatementContext context) throws SQLException {
            return new MediaChunk(row.getLong(1), row.getBytes(2));
        }
    }
}
