package io.minimost.presence.presence;

import io.minimost.presence.internal.ChangeScope;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Merge;
import io.minimost.presence.internal.MergedCall;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.StoreEvent;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A heartbeat of a session that says what it said before: only its lease changes. Its result is whether that was possible; not if
 * the session is over or says something else.
 */
final class RenewSession implements Merge<RenewSession.Heartbeat, Boolean> {
    private final Dao<SessionSql> sessions;
    private final Dao<PostgresSessionSql> many;
    private final SessionLease lease;

    record Heartbeat(String user, String session, String state, Instant now) {}

    RenewSession(Dao<SessionSql> sessions, Dao<PostgresSessionSql> many, SessionLease lease) {
        this.sessions = sessions;
        this.many = many;
        this.lease = lease;
    }

    @Override
    public Durability durability() {
        return Durability.EPHEMERAL;
    }

    /** The lease of a session is in no answer to others. */
    @Override
    public ChangeScope changes(Heartbeat heartbeat, List<StoreEvent> events) {
        return ChangeScope.NOTHING;
    }

    @Override
    public Boolean run(Transaction transaction, Heartbeat heartbeat) {
        Instant now = heartbeat.now();
        double heard = EpochSeconds.of(now);
        double until = lease.end(now);
        return transaction
                        .sql(sessions)
                        .renew(
                                heard,
                                heard,
                                until,
                                until,
                                heard,
                                heartbeat.user(),
                                heartbeat.session(),
                                heartbeat.state(),
                                lease.over(now),
                                lease.newest(now))
                > 0;
    }

    @Override
    public void runAll(Transaction transaction, List<MergedCall<Heartbeat, Boolean>> calls) {
        Instant latest = calls.stream()
                .map(call -> call.argument().now())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Set<PostgresSessionSql.Renewed> renewed = new HashSet<>(transaction
                .sql(many)
                .renewAll(
                        calls.stream().map(call -> call.argument().user()).toArray(String[]::new),
                        calls.stream().map(call -> call.argument().session()).toArray(String[]::new),
                        calls.stream().map(call -> call.argument().state()).toArray(String[]::new),
                        calls.stream()
                                .map(call -> EpochSeconds.of(call.argument().now()))
                                .toArray(Double[]::new),
                        lease.over(latest),
                        lease.newest(latest),
                        lease.seconds()));
        for (MergedCall<Heartbeat, Boolean> call : calls) {
            Heartbeat heartbeat = call.argument();
            if (renewed.contains(
                    new PostgresSessionSql.Renewed(heartbeat.user(), heartbeat.session(), heartbeat.state()))) {
                call.complete(true);
            }
        }
    }
}
