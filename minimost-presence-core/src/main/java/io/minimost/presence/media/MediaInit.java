package io.minimost.presence.media;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * The beginning of a recording, without which its pieces cannot be played. Equal to another if type and bytes are.
 *
 * @param mimeType what kind of recording it is, {@code video/webm;codecs=vp8}
 * @param data the bytes. Not copied, because there are many: the array that a store answers is fresh and the caller's own
 */
@SuppressWarnings("ArrayRecordComponent") // equals, hashCode and toString below are made for it.
public record MediaInit(String mimeType, byte[] data) {
    /** What MiniMost takes a recording for that does not say what it is. */
    static final String DEFAULT_MIME_TYPE = "video/webm";

    /** Keeps the array itself. */
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

    /** Tells the number of the bytes instead of the bytes. */
    @Override
    public String toString() {
        return "MediaInit[mimeType=%s, %d bytes]".formatted(mimeType, data.length);
    }

    static final class Mapper implements RowMapper<MediaInit> {
        @Override
        public MediaInit map(ResultSet row, StatementContext context) throws SQLException {
            return new MediaInit(Optional.ofNullable(row.getString(1)).orElse(DEFAULT_MIME_TYPE), row.getBytes(2));
        }
    }
}
