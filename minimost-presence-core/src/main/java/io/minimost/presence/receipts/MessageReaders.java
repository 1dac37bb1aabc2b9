package io.minimost.presence.receipts;

import io.minimost.presence.values.EpochSeconds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** A message and its readers, with the names in one text: that halves the time of a long result. */
record MessageReaders(double message, String joined) {
    private static final char BETWEEN_NAMES = 31;

    /** The names by the time of their message, in the order of {@code messages}. */
    static Map<Instant, List<String>> byMessage(List<MessageReaders> messages) {
        Map<Instant, List<String>> readers = new LinkedHashMap<>();
        String joined = "";
        List<String> names = List.of();
        for (MessageReaders message : messages) {
            // Consecutive messages mostly have the same readers.
            if (!message.joined.equals(joined)) {
                joined = message.joined;
                names = split(joined);
            }
            readers.put(EpochSeconds.toInstant(message.message), names);
        }
        return Collections.unmodifiableMap(readers);
    }

    /** The names in {@code joined}; none if it is null. */
    static List<String> split(@Nullable String joined) {
        if (joined == null) {
            return List.of();
        }
        // By hand: a long channel has ten thousand names, and split() copies each list twice.
        List<String> names = new ArrayList<>();
        int start = 0;
        for (int end = joined.indexOf(BETWEEN_NAMES); end >= 0; end = joined.indexOf(BETWEEN_NAMES, start)) {
            names.add(joined.substring(start, end));
            start = end + 1;
        }
        names.add(joined.substring(start));
        return Collections.unmodifiableList(names);
    }

    static final class Mapper implements RowMapper<MessageReaders> {
        @Override
        public MessageReaders map(ResultSet row, StatementContext context) throws SQLException {
            return new MessageReaders(row.getDouble(1), row.getString(2));
        }
    }
}
