package io.minimost.presence.channels;

import io.minimost.presence.values.EpochSeconds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** The time from which a member sees the messages of a channel; empty if from the beginning. */
record HistoryStart(Optional<Instant> from) {
    static final class Mapper implements RowMapper<HistoryStart> {
        @Override
        public HistoryStart map(ResultSet row, StatementContext context) throws SQLException {
            double seconds = row.getDouble(1);
            return new HistoryStart(
                    row.wasNull() ? Optional.empty() : Optional.of(EpochSeconds.nearestInstant(seconds)));
        }
    }
}
