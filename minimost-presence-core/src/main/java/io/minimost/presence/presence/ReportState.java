package io.minimost.presence.presence;

import io.minimost.presence.events.PresenceEvent.PresenceChanged;
import io.minimost.presence.internal.ChangeScope;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Merge;
import io.minimost.presence.internal.MergedCall;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.PresenceState;
import io.minimost.presence.values.StoreEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A report of a client without a session, by which its user is seen. Its result is whether it was stored: not if the user has
 * sessions or a status, with which it must be merged, or is invisible.
 */
final class ReportState implements Merge<ReportState.Report, Boolean> {
    private final Dao<PresenceSql> presence;
    private final Dao<PostgresPresenceSql> many;
    private final OnlineWindow window;
    private final StateChanges changes;
    private final Supplier<Instant> reportTime;

    record Report(String user, PresenceState state) {}

    ReportState(
            Dao<PresenceSql> presence,
            Dao<PostgresPresenceSql> many,
            StateChanges changes,
            Supplier<Instant> reportTime) {
        this.presence = presence;
        this.many = many;
        this.changes = changes;
        this.reportTime = reportTime;
        window = changes.window();
    }

    @Override
    public Durability durability() {
        return Durability.EPHEMERAL;
    }

    /** Most reports say only that the user is still there: who is listed stays listed. */
    @Override
    public ChangeScope changes(Report report, List<StoreEvent> events) {
        return events.isEmpty() ? ChangeScope.NOTHING : ChangeScope.ONLINE;
    }

    @Override
    public Boolean run(Transaction transaction, Report report) {
        Instant now = reportTime.get();
        String state = report.state().value();
        // An invisible user may say again that they are offline, which is not to be seen.
        boolean isRenewed = report.state() != PresenceState.OFFLINE
                && transaction
                                .sql(presence)
                                .renew(
                                        EpochSeconds.floor(now),
                                        report.user(),
                                        state,
                                        window.oldest(now),
                                        window.newest(now))
                        > 0;
        return isRenewed
                || changes.apply(
                        transaction,
                        report.user(),
                        reportTime,
                        (sql, second) -> sql.upsertState(report.user(), second, state, report.user(), report.user()));
    }

    @Override
    public void runAll(Transaction transaction, List<MergedCall<Report, Boolean>> calls) {
        Instant now = reportTime.get();
        Map<String, PostgresPresenceSql.Report> stored = new HashMap<>();
        transaction
                .sql(many)
                .report(
                        calls.stream().map(call -> call.argument().user()).toArray(String[]::new),
                        calls.stream().map(call -> EpochSeconds.floor(now)).toArray(Long[]::new),
                        calls.stream()
                                .map(call -> call.argument().state().value())
                                .toArray(String[]::new),
                        calls.stream().map(MergedCall::mark).toArray(Long[]::new))
                .forEach(row -> stored.put(row.user(), row));
        // Others have written while the statement waited for them.
        Instant then = reportTime.get();
        Set<String> published = new HashSet<>();
        for (MergedCall<Report, Boolean> call : calls) {
            PostgresPresenceSql.Report row = stored.get(call.argument().user());
            if (row != null) {
                if (published.add(row.user())) {
                    publish(call, row, then);
                }
                call.complete(true);
            }
        }
    }

    private void publish(MergedCall<Report, Boolean> call, PostgresPresenceSql.Report row, Instant now) {
        Long lastSeen = row.lastSeen();
        Optional<PresenceState> before = lastSeen != null && window.contains(lastSeen, now)
                ? Optional.ofNullable(row.before()).map(VisibleStates::state)
                : Optional.empty();
        Optional<PresenceState> after = Optional.of(VisibleStates.state(row.after()));
        if (!before.equals(after)) {
            call.publish(new PresenceChanged(row.user(), before, after, now));
        }
    }
}
