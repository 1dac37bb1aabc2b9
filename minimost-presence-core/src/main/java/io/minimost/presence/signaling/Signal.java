package io.minimost.presence.signaling;

import io.minimost.presence.values.EpochSeconds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * A signal that waits for its recipient. Immutable.
 *
 * @param id the number of the signal; it grows with each signal of the store, with gaps
 * @param from the sender
 * @param payload JSON text, exactly as it was sent
 * @param at when it was sent
 */
public record Signal(long id, String from, SignalType type, String payload, Instant at) {
    static final class Mapper implements RowMapper<Signal> {
        @Override
        public Signal map(ResultSet row, StatementContext context) throws SQLException {
            return new Signal(
                    row.getLong(1),
                    row.getString(2),
                    SignalType.fromValue(row.getString(3)).orElseThrow(),
                    row.getString(4),
                    EpochSeconds.nearestInstant(row.getDouble(5)));
        }
    }
}
