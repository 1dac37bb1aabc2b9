package io.minimost.presence.receipts;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** The time up to which a user has read a channel. */
record Watermark(String reader, double upTo) {
    static final class Mapper implements RowMapper<Watermark> {
        @Override
        public Watermark map(ResultSet row, StatementContext context) throws SQLException {
            return new Watermark(row.getString(1), row.getDouble(2));
        }
    }
}
