package io.minimost.presence.typing;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads {@code rowid, user, channel, ts}. */
final class TypingRowMapper implements RowMapper<TypingRow> {
    @Override
    public TypingRow map(ResultSet row, StatementContext context) throws SQLException {
        return new TypingRow(row.getLong(1), row.getString(2), row.getString(3), row.getLong(4));
    }
}
