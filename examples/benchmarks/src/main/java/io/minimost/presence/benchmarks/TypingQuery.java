package io.minimost.presence.benchmarks;

import io.minimost.presence.PresenceStore;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The five users who type in a channel. */
final class TypingQuery {
    private static final String WHAT = "typing: typingUsers (5)";
    private static final String VIEWER = "viewer";

    private TypingQuery() {}

    static List<ResultRow> measure(Fixture fixture) throws Exception {
        Dataset few = new Dataset(fixture.profile().rows());
        Dataset many = new Dataset(10 * fixture.profile().rows());
        Samples samples = SideBySide.measure(
                fixture.profile(),
                store(fixture.store(few), few),
                raw(fixture.raw(few), few),
                store(fixture.store(many), many));
        return List.of(
                ResultRow.cpu(WHAT, "prepared query", samples, 0, 1, Optional.of(Target.atMost(1.3))),
                ResultRow.cpu(
                        WHAT + ", ten times the rows",
                        "the store with %d rows".formatted(fixture.profile().rows()),
                        samples,
                        2,
                        0,
                        Optional.of(Target.atMost(1.5))));
    }

    private static Operation store(PresenceStore store, Dataset dataset) {
        return () -> requireFive(store.typing().typingUsers(dataset.channel(dataset.anyIndex()), VIEWER));
    }

    private static Operation raw(RawDatabase database, Dataset dataset) throws SQLException {
        PreparedStatement query = database.prepare("""
                SELECT user FROM typing
                WHERE channel = ? AND ts BETWEEN ? AND ? AND user <> ?
                ORDER BY ts, rowid
                """);
        return () -> {
            query.setString(1, dataset.channel(dataset.anyIndex()));
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

    /** Makes sure that rows were found: a query that finds nothing is fast. */
    private static void requireFive(List<String> typingUsers) {
        if (typingUsers.size() != Dataset.PER_CHANNEL) {
            throw new IllegalStateException("expected five, not " + typingUsers);
        }
    }
}
