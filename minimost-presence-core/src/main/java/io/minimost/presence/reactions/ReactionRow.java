package io.minimost.presence.reactions;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** A reaction to a message, with its reactors in one text, as the query returns it. */
record ReactionRow(double message, String emoji, String reactors) {
    private static final String BETWEEN_NAMES = "\u001f";

    Reaction reaction() {
        return new Reaction(emoji, List.of(reactors.split(BETWEEN_NAMES, -1)));
    }

    static final class Mapper implements RowMapper<ReactionRow> {
        @Override
        public ReactionRow map(ResultSet row, StatementContext context) throws SQLException {
            return new ReactionRow(row.getDouble(1), row.getString(2), row.getString(3));
        }
    }
}
