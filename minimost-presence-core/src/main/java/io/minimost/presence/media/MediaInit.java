package io.minimost.presence.media;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * The init chunk of a recording, without which its media chunks cannot be played. Two are equal if their types and bytes are.
 *
 * @param mimeType the type of the recording, such as {@code video/webm;codecs=vp8}
 * @param data the bytes. The array is not copied, because it may be long; the caller owns one that a store returns
 */
@SuppressWarnings("ArrayRecordComponent") // equals, hashCode and toString below are made for it.
public record MediaInit(String mimeType, byte[] data) {
    /** Keeps the array itself, without a copy. */
    public MediaInit {
        Objects.requireNonNull(mimeType, "mimeType");
        Objects.requireNonNull(data, "data");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MediaInit init && mimeType.equals(init.mimeType) && Arrays.equals(data, init.data);
    }

    @Override
    public int hashCode() {
        return mimeType.hashCode() * 31 + Arrays.hashCode(data);
    }

    /** Shows how many bytes there are, and not the bytes. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "MediaInit[mimeType=%s, %d bytes]", mimeType, data.length);
    }

    static final class Mapper implements RowMapper<MediaInit> {
        @Override
        public MediaInit map(ResultSet row, StatementContext context) throws SQLException {
            return new MediaInit(row.getString(1), row.getBytes(2));
        }
    }
}
