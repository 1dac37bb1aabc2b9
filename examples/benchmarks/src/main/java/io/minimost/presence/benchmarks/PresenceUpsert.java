package io.minimost.presence.benchmarks;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.values.PresenceState;
import java.util.List;
import java.util.Optional;

/** A heartbeat. The store also reads what others saw before, because it publishes only what changed for them. */
final class PresenceUpsert {
    private static final String UPSERT = """
            INSERT INTO presence (user, last_seen, state) VALUES (?, ?, ?)
            ON CONFLICT (user) DO UPDATE SET last_seen = excluded.last_seen, state = excluded.state
            """;
    private static final String REPLACE = "INSERT OR REPLACE INTO presence (user, last_seen, state) VALUES (?, ?, ?)";
    private static final String WHAT = "presence: update, 1 caller";

    private PresenceUpsert() {}

    static List<ResultRow> measure(Fixture fixture) throws Exception {
        Dataset dataset = new Dataset(fixture.profile().rows());
        PresenceStore store = fixture.store(dataset);
        RawDatabase original = fixture.raw(dataset);
        RawDatabase raw = fixture.raw(dataset);
        Samples samples = SideBySide.measure(
                fixture.profile(),
                () -> store.presence().update(dataset.user(dataset.anyIndex()), PresenceState.ACTIVE),
                RawWrites.presence(original, REPLACE, dataset),
                RawWrites.inTransaction(raw, RawWrites.presence(raw, UPSERT, dataset)));
        return List.of(
                ResultRow.cpu(
                        WHAT, "`INSERT OR REPLACE` (MiniMost's)", samples, 0, 1, Optional.of(Target.atMost(0.65))),
                ResultRow.cpu(
                        WHAT, "`BEGIN IMMEDIATE`, upsert, `COMMIT`", samples, 0, 2, Optional.of(Target.atMost(1.3))));
    }
}
