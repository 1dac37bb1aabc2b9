package io.minimost.presence.events;

import io.minimost.presence.values.EpochSeconds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** A row of {@code mp_facts}. */
record FactRow(long sequence, FactEntry entry, double ts) {
    LoggedFact toLoggedFact(String log) {
        return new LoggedFact(
                new FactPosition(log, sequence),
                entry.kind(),
                entry.channel(),
                entry.user(),
                entry.key(),
                EpochSeconds.nearestInstant(ts));
    }

    static final class Mapper implements RowMapper<FactRow> {
        @Override
        public FactRow map(ResultSet row, StatementContext context) throws SQLException {
            FactEntry entry = new FactEntry(
                    FactKind.fromValue(row.getString(2)),
                    Optional.ofNullable(row.getString(3)),
                    Optional.ofNullable(row.getString(4)),
                    Optional.ofNullable(row.getString(5)));
            return new FactRow(row.getLong(1), entry, row.getDouble(6));
        }
    }
}
