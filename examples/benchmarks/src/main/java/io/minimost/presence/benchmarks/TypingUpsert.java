package io.minimost.presence.benchmarks;

import io.minimost.presence.PresenceStore;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A keystroke. The store also looks whether the user was typing already, because it announces only those who begin; the
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

    static List<Line> measure(Workshop workshop) throws Exception {
        Rows rows = new Rows(workshop.pace().rows());
        RawDatabase original = workshop.raw(rows);
        original.execute("DROP INDEX mp_typing_channel"); // MiniMost has none.
        RawDatabase raw = workshop.raw(rows);
        Costs costs = SideBySide.measure(
                workshop.pace(),
                store(workshop.store(rows), rows),
                RawWrites.typing(original, REPLACE, rows),
                RawWrites.inTransaction(raw, RawWrites.typing(raw, UPSERT, rows)));
        return List.of(
                Line.cpu(WHAT, "`INSERT OR REPLACE` (MiniMost's)", costs, 0, 1, Optional.of(Goal.atMost(0.65))),
                Line.cpu(WHAT, "`BEGIN IMMEDIATE`, upsert, `COMMIT`", costs, 0, 2, Optional.of(Goal.atMost(1.3))));
    }

    static Operation store(PresenceStore store, Rows rows) {
        return () -> {
            int index = rows.anyIndex();
            store.typing().start(rows.user(index), rows.channel(index));
        };
    }

    /** By hand, in autocommit mode. */
    static Operation raw(RawDatabase database, Rows rows) throws SQLException {
        return RawWrites.typing(database, UPSERT, rows);
    }
}
