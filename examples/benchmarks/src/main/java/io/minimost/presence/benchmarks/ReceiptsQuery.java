package io.minimost.presence.benchmarks;

import io.minimost.presence.PresenceStore;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The receipts of a channel of a thousand messages with ten readers each. */
final class ReceiptsQuery {
    private static final int MESSAGES = 1000;
    private static final int READERS = 10;

    private ReceiptsQuery() {}

    static List<ResultRow> measure(Fixture fixture) throws Exception {
        Dataset dataset = new Dataset(fixture.profile().rows());
        PresenceStore store = fixture.store(dataset);
        RawDatabase raw = fixture.raw(dataset);
        fill(store, dataset);
        fill(raw, dataset);
        Samples samples = SideBySide.measure(
                fixture.profile(), () -> requireAll(store.receipts().receiptsOf("general")), raw(raw));
        return List.of(ResultRow.cpu(
                "receipts: of a channel (1000 messages, 10 readers)",
                "the same query, row by row",
                samples,
                0,
                1,
                Optional.of(Target.atMost(0.55))));
    }

    private static Operation raw(RawDatabase database) throws SQLException {
        PreparedStatement query =
                database.prepare("SELECT msg_ts, reader FROM read_receipts WHERE channel = ? ORDER BY msg_ts, reader");
        return () -> {
            query.setString(1, "general");
            Map<Double, List<String>> readers = new LinkedHashMap<>();
            try (ResultSet answer = query.executeQuery()) {
                while (answer.next()) {
                    readers.computeIfAbsent(answer.getDouble(1), message -> new ArrayList<>())
                            .add(answer.getString(2));
                }
            }
            requireAll(readers);
        };
    }

    private static void fill(PresenceStore store, Dataset dataset) {
        List<Instant> messages = IntStream.range(0, MESSAGES)
                .mapToObj(i -> Instant.ofEpochSecond(MovingClock.START + i, 250_000_000))
                .toList();
        for (int reader = 0; reader < READERS; reader++) {
            store.receipts().markRead("general", dataset.user(reader), messages);
        }
    }

    private static void fill(RawDatabase database, Dataset dataset) throws SQLException {
        PreparedStatement insert =
                database.prepare("INSERT INTO read_receipts (channel, msg_ts, reader) VALUES ('general', ?, ?)");
        database.execute("BEGIN");
        for (int reader = 0; reader < READERS; reader++) {
            for (int message = 0; message < MESSAGES; message++) {
                insert.setDouble(1, MovingClock.START + message + 0.25);
                insert.setString(2, dataset.user(reader));
                insert.executeUpdate();
            }
        }
        database.execute("COMMIT");
    }

    private static void requireAll(Map<?, List<String>> readers) {
        if (readers.size() != MESSAGES || readers.values().stream().anyMatch(names -> names.size() != READERS)) {
            throw new IllegalStateException("expected all messages and readers, not " + readers);
        }
    }
}
