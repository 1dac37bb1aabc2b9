package io.minimost.presence.channels;

import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.EpochSeconds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * A private channel as it was when it was read. Immutable.
 *
 * @param id its identifier; all other methods of the store name the channel by its text, {@code private:7}
 * @param name the display name
 * @param createdBy who created it, perhaps no longer a member; empty if that user was deleted
 * @param createdAt when it was created
 * @param members the members, in byte order
 */
public record PrivateChannel(
        ChannelId.Private id, String name, Optional<String> createdBy, Instant createdAt, List<String> members) {
    private static final String BETWEEN_NAMES = "\u001f";

    /** Copies the list. */
    public PrivateChannel {
        members = List.copyOf(members);
    }

    /** This channel, or without its members if they are more than {@code most}. */
    PrivateChannel withAtMost(int most) {
        return members.size() <= most ? this : new PrivateChannel(id, name, createdBy, createdAt, List.of());
    }

    static final class Mapper implements RowMapper<PrivateChannel> {
        @Override
        public PrivateChannel map(ResultSet row, StatementContext context) throws SQLException {
            return new PrivateChannel(
                    new ChannelId.Private(row.getLong(1)),
                    row.getString(2),
                    Optional.of(row.getString(3)).filter(founder -> !founder.isEmpty()),
                    EpochSeconds.nearestInstant(row.getDouble(4)),
                    split(row.getString(5)));
        }

        private static List<String> split(@Nullable String names) {
            return names == null ? List.of() : List.of(names.split(BETWEEN_NAMES, -1));
        }
    }
}
