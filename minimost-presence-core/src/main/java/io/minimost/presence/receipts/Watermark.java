package io.minimost.presence.receipts;

import io.minimost.presence.values.EpochSeconds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** The time up to which a user has read a channel. */
record Watermark(String reader, double upTo) {
    /** The times by reader, in this order. */
    static Map<String, Instant> byReader(List<Watermark> watermarks) {
        Map<String, Instant> byReader = new LinkedHashMap<>();
        watermarks.forEach(watermark -> byReader.put(watermark.reader(), EpochSeconds.toInstant(watermark.upTo())));
        return Collections.unmodifiableMap(byReader);
    }

    static final class Mapper implements RowMapper<Watermark> {
        @Override
        public Watermark map(ResultSet row, StatementContext context) throws SQLException {
            return new Watermark(row.getString(1), row.getDouble(2));
        }
    }
}
