package io.minimost.presence.benchmarks;

import io.minimost.presence.PresenceStore;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A keystroke. The store also checks whether the user was typing already, because it publishes only those who begin; the
 * statements by hand do not.
 */
final class TypingUpsert {
    static final String UPSERT = """
            INSERT INTO typing (user, channel, ts) VALUES (?, ?, ?)
            ON CONFLICT (user, channel) DO UPDATE SET ts = excluded.ts
            """;
    private static final String REPLACE = "INSERT OR REPLACE INTO typing (user, channel, ts) VALUES (?, ?, ?)";
    private static final String WHAT = "typing: start, 1 caller";

    private TypingUpsert() {}

    static List<ResultRow> measure(Fixture fixture) throws Exception {
        Dataset dataset = new Dataset(fixture.profile().rows());
        RawDatabase original = fixture.raw(dataset);
        original.execute("DROP INDEX mp_typing_channel"); // MiniMost has none.
        RawDatabase raw = fixture.raw(dataset);
        Samples samples = SideBySide.measure(
                fixture.profile(),
                store(fixture.store(dataset), dataset),
                RawWrites.typing(original, REPLACE, dataset),
                RawWrites.inTransaction(raw, RawWrites.typing(raw, UPSERT, dataset)));
        return List.of(
                ResultRow.cpu(
                        WHAT, "`INSERT OR REPLACE` (MiniMost's)", samples, 0, 1, Optional.of(Target.atMost(0.65))),
                ResultRow.cpu(
                        WHAT, "`BEGIN IMMEDIATE`, upsert, `COMMIT`", samples, 0, 2, Optional.of(Target.atMost(1.3))));
    }

    static Operation store(PresenceStore store, Dataset dataset) {
        return () -> {
            int index = dataset.anyIndex();
            store.typing().start(dataset.user(index), dataset.channel(index));
        };
    }

    /** By hand, in autocommit mode. */
    static Operation raw(RawDatabase database, Dataset dataset) throws SQLException {
        return RawWrites.typing(database, UPSERT, dataset);
    }
}
