package io.minimost.presence.screenshare;

import io.minimost.presence.values.EpochSeconds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * A screen that a user shares with a channel. Immutable.
 *
 * @param id random text
 * @param sharer the user who shares their screen
 * @param active whether it is still shared
 * @param endedAt when it ended; empty while it is active
 */
public record ScreenShare(
        String id, String channel, String sharer, boolean active, Instant startedAt, Optional<Instant> endedAt) {

    static final class Mapper implements RowMapper<ScreenShare> {
        @Override
        public ScreenShare map(ResultSet row, StatementContext context) throws SQLException {
            Instant started = EpochSeconds.nearestInstant(row.getDouble(5));
            Optional<Instant> ended = Optional.of(EpochSeconds.nearestInstant(row.getDouble(6)));
            if (row.wasNull()) {
                ended = Optional.empty();
            }
            return new ScreenShare(
                    row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4), started, ended);
        }
    }
}
