package io.minimost.presence.benchmarks;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.values.PresenceState;
import java.util.List;
import java.util.Optional;

/** A heartbeat. The store also looks what others saw before, because it announces only what changed for them. */
final class PresenceUpsert {
    private static final String UPSERT = """
            INSERT INTO presence (user, last_seen, state) VALUES (?, ?, ?)
            ON CONFLICT (user) DO UPDATE SET last_seen = excluded.last_seen, state = excluded.state
            """;
    private static final String REPLACE = "INSERT OR REPLACE INTO presence (user, last_seen, state) VALUES (?, ?, ?)";
    private static final String WHAT = "presence: update, 1 caller";

    private PresenceUpsert() {}

    static List<Line> measure(Workshop workshop) throws Exception {
        Rows rows = new Rows(workshop.pace().rows());
        PresenceStore store = workshop.store(rows);
        RawDatabase original = workshop.raw(rows);
        RawDatabase raw = workshop.raw(rows);
        Costs costs = SideBySide.measure(
                workshop.pace(),
                () -> store.presence().update(rows.user(rows.anyIndex()), PresenceState.ACTIVE),
                RawWrites.presence(original, REPLACE, rows),
                RawWrites.inTransaction(raw, RawWrites.presence(raw, UPSERT, rows)));
        return List.of(
                Line.cpu(WHAT, "`INSERT OR REPLACE` (MiniMost's)", costs, 0, 1, Optional.of(Goal.atMost(0.65))),
                Line.cpu(WHAT, "`BEGIN IMMEDIATE`, upsert, `COMMIT`", costs, 0, 2, Optional.of(Goal.atMost(1.3))));
    }
}
