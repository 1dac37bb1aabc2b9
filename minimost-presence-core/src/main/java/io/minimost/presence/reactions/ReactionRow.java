package io.minimost.presence.reactions;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * A reaction to a message as the query returns it.
 *
 * @param rowid that of its first row, which tells which of several spellings was sent first
 */
record ReactionRow(double message, String emoji, List<String> reactors, long rowid) {
    private static final String BETWEEN_NAMES = "\u001f";

    /** As {@code ORDER BY} in the query. */
    private static final Comparator<String> BYTE_ORDER =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    /** The reactions of one message. Spellings of one emoji, which older versions stored apart, are one reaction. */
    static List<Reaction> reactions(List<ReactionRow> rows) {
        Map<String, ReactionRow> byEmoji = new LinkedHashMap<>();
        rows.forEach(row -> byEmoji.merge(EmojiSpelling.key(row.emoji), row, ReactionRow::with));
        Stream<ReactionRow> merged = byEmoji.values().stream();
        return (byEmoji.size() == rows.size()
                        ? merged
                        : merged.sorted(Comparator.comparing(ReactionRow::emoji, BYTE_ORDER)))
                .map(row -> new Reaction(row.emoji, row.reactors))
                .toList();
    }

    private ReactionRow with(ReactionRow other) {
        List<String> both = Stream.concat(reactors.stream(), other.reactors.stream())
                .distinct()
                .sorted(BYTE_ORDER)
                .collect(Collectors.toUnmodifiableList());
        return new ReactionRow(message, rowid < other.rowid ? emoji : other.emoji, both, Math.min(rowid, other.rowid));
    }

    static final class Mapper implements RowMapper<ReactionRow> {
        @Override
        public ReactionRow map(ResultSet row, StatementContext context) throws SQLException {
            return new ReactionRow(
                    row.getDouble(1),
                    row.getString(2),
                    List.of(row.getString(3).split(BETWEEN_NAMES, -1)),
                    row.getLong(4));
        }
    }
}
