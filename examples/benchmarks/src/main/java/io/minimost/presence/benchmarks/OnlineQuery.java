package io.minimost.presence.benchmarks;

import io.minimost.presence.PresenceStore;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The visible state of each listed user, by name. */
final class OnlineQuery {
    private static final int USERS = 1000;

    private OnlineQuery() {}

    static List<ResultRow> measure(Fixture fixture) throws Exception {
        Dataset dataset = new Dataset(USERS);
        PresenceStore store = fixture.storeAtRest(dataset, database -> {});
        Samples samples = SideBySide.measure(
                fixture.profile(), () -> requireAll(store.presence().recentStates()), raw(fixture.raw(dataset)));
        return List.of(ResultRow.cpu(
                "presence: recentStates (1000)",
                "the same query, row by row",
                samples,
                0,
                1,
                Optional.of(Target.atMost(0.6))));
    }

    private static Operation raw(RawDatabase database) throws SQLException {
        PreparedStatement query = database.prepare("""
                SELECT user, lower(coalesce(nullif(override, ''), state)) FROM presence
                WHERE last_seen >= ? ORDER BY user
                """);
        return () -> {
            query.setLong(1, MovingClock.START);
            Map<String, String> states = new LinkedHashMap<>();
            try (ResultSet answer = query.executeQuery()) {
                while (answer.next()) {
                    states.put(answer.getString(1), answer.getString(2));
                }
            }
            requireAll(states);
        };
    }

    private static void requireAll(Map<String, ?> states) {
        if (states.size() != USERS) {
            throw new IllegalStateException("expected %d, not %d".formatted(USERS, states.size()));
        }
    }
}
