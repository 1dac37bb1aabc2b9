package io.minimost.presence.receipts;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** A row of {@code read_receipts}. */
record ReceiptRow(String channel, String reader, double message) {
    static final class Mapper implements RowMapper<ReceiptRow> {
        @Override
        public ReceiptRow map(ResultSet row, StatementContext context) throws SQLException {
            return new ReceiptRow(row.getString(1), row.getString(2), row.getDouble(3));
        }
    }
}
