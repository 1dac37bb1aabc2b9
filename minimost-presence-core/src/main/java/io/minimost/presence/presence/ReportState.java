package io.minimost.presence.presence;

import io.minimost.presence.events.PresenceEvent.PresenceChanged;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Merge;
import io.minimost.presence.internal.MergedCall;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.PresenceState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A report of a client, by which its user is seen. Its result is whether the user changed for others. */
final class ReportState implements Merge<ReportState.Report, Boolean> {
    private final Dao<PresenceSql> presence;
    private final Dao<PostgresPresenceSql> many;
    private final OnlineWindow window;
    private final StateChanges changes;

    record Report(String user, PresenceState state, Instant now) {}

    ReportState(Dao<PresenceSql> presence, Dao<PostgresPresenceSql> many, StateChanges changes) {
        this.presence = presence;
        this.many = many;
        this.changes = changes;
        window = changes.window();
    }

    @Override
    public Durability durability() {
        return Durability.EPHEMERAL;
    }

    @Override
    public Boolean run(Transaction transaction, Report report) {
        Instant now = report.now();
        String state = report.state().value();
        int renewed = transaction
                .sql(presence)
                .renew(EpochSeconds.floor(now), report.user(), state, window.oldest(now), window.newest(now));
        if (renewed == 0) {
            changes.apply(
                    transaction, report.user(), now, (sql, second) -> sql.upsertState(report.user(), second, state));
        }
        return renewed == 0;
    }

    @Override
    public void runAll(Transaction transaction, List<MergedCall<Report, Boolean>> calls) {
        Map<String, PostgresPresenceSql.Report> stored = new HashMap<>();
        transaction
                .sql(many)
                .report(
                        calls.stream().map(call -> call.argument().user()).toArray(String[]::new),
                        calls.stream()
                                .map(call -> EpochSeconds.floor(call.argument().now()))
                                .toArray(Long[]::new),
                        calls.stream()
                                .map(call -> call.argument().state().value())
                                .toArray(String[]::new),
                        calls.stream().map(MergedCall::mark).toArray(Long[]::new))
                .forEach(row -> stored.put(row.user(), row));
        Map<String, Boolean> seen = new HashMap<>();
        for (MergedCall<Report, Boolean> call : calls) {
            PostgresPresenceSql.Report row = stored.get(call.argument().user());
            if (row != null) {
                boolean isFirst = seen.put(row.user(), true) == null;
                call.complete(isFirst && publish(call, row));
            }
        }
    }

    private boolean publish(MergedCall<Report, Boolean> call, PostgresPresenceSql.Report row) {
        Instant now = call.argument().now();
        Long lastSeen = row.lastSeen();
        Optional<PresenceState> before = lastSeen != null && window.contains(lastSeen, now)
                ? Optional.ofNullable(row.before()).map(VisibleStates::state)
                : Optional.empty();
        Optional<PresenceState> after = Optional.of(VisibleStates.state(row.after()));
        if (before.equals(after)) {
            return false;
        }
        call.publish(new PresenceChanged(row.user(), before, after, now));
        return true;
    }
}
