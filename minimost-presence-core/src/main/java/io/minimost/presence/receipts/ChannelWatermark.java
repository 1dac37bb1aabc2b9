package io.minimost.presence.receipts;

import io.minimost.presence.internal.NameList;
import io.minimost.presence.values.ChannelId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** The time up to which a user has read a channel, of several. */
record ChannelWatermark(String channel, Watermark watermark) {
    /** A copy of what a caller asks for. It may change after the checks, or ask the store while it is iterated. */
    static List<String> checked(Collection<String> channels) {
        List<String> names = new ArrayList<>(Objects.requireNonNull(channels, "channels"));
        names.forEach(ChannelId::requireStored);
        return names;
    }

    /** The rows of {@code query} by channel, in the order of {@code channels}, and then by reader, in their order. */
    static Map<String, Map<String, Instant>> read(
            List<String> channels, Function<String, List<ChannelWatermark>> query) {
        Map<String, List<Watermark>> found = new LinkedHashMap<>();
        channels.forEach(channel -> found.put(channel, new ArrayList<>()));
        NameList.rows(channels, query)
                .forEach(row -> Objects.requireNonNull(found.get(row.channel())).add(row.watermark()));
        Map<String, Map<String, Instant>> byChannel = new LinkedHashMap<>();
        found.forEach((channel, watermarks) -> byChannel.put(channel, Watermark.byReader(watermarks)));
        return Collections.unmodifiableMap(byChannel);
    }

    static final class Mapper implements RowMapper<ChannelWatermark> {
        @Override
        public ChannelWatermark map(ResultSet row, StatementContext context) throws SQLException {
            return new ChannelWatermark(row.getString(1), new Watermark(row.getString(2), row.getDouble(3)));
        }
    }
}
