package io.minimost.presence.benchmarks;

import io.minimost.presence.PresenceStore;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The five who type in a channel. */
final class TypingQuery {
    private static final String WHAT = "typing: typingUsers (5)";
    private static final String VIEWER = "viewer";

    private TypingQuery() {}

    static List<Line> measure(Workshop workshop) throws Exception {
        Rows few = new Rows(workshop.pace().rows());
        Rows many = new Rows(10 * workshop.pace().rows());
        Costs costs = SideBySide.measure(
                workshop.pace(),
                store(workshop.store(few), few),
                raw(workshop.raw(few), few),
                store(workshop.store(many), many));
        return List.of(
                Line.cpu(WHAT, "prepared query", costs, 0, 1, Optional.of(Goal.atMost(1.3))),
                Line.cpu(
                        WHAT + ", ten times the rows",
                        "the store with %d rows".formatted(workshop.pace().rows()),
                        costs,
                        2,
                        0,
                        Optional.of(Goal.atMost(1.5))));
    }

    private static Operation store(PresenceStore store, Rows rows) {
        return () -> requireFive(store.typing().typingUsers(rows.channel(rows.anyIndex()), VIEWER));
    }

    private static Operation raw(RawDatabase database, Rows rows) throws SQLException {
        PreparedStatement query = database.prepare("""
                SELECT user FROM typing
                WHERE channel = ? AND ts BETWEEN ? AND ? AND user <> ?
                ORDER BY ts, rowid
                """);
        return () -> {
            query.setString(1, rows.channel(rows.anyIndex()));
            query.setLong(2, MovingClock.START);
            query.setLong(3, Long.MAX_VALUE);
            query.setString(4, VIEWER);
            List<String> typingUsers = new ArrayList<>();
            try (ResultSet answer = query.executeQuery()) {
                while (answer.next()) {
                    typingUsers.add(answer.getString(1));
                }
            }
            requireFive(typingUsers);
        };
    }

    /** A query that finds nothing is fast. */
    private static void requireFive(List<String> typingUsers) {
        if (typingUsers.size() != Rows.PER_CHANNEL) {
            throw new IllegalStateException("expected five, not " + typingUsers);
        }
    }
}
