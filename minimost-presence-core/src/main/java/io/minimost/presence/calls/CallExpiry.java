package io.minimost.presence.calls;

import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Keys;
import io.minimost.presence.internal.PeriodicTask;
import io.minimost.presence.internal.SmallPieces;
import java.time.Instant;
import java.util.List;

/** Applies the time-outs to calls at each sweep: rings without an answer, and clients without a heartbeat. */
final class CallExpiry {
    private final Database database;
    private final Dao<CallSql> calls;
    private final CallDeadlines deadlines;
    private final CallTransitions transitions;
    private final SmallPieces pieces;

    CallExpiry(Database database, Dao<CallSql> calls, CallDeadlines deadlines, CallTransitions transitions) {
        this.database = database;
        this.calls = calls;
        this.deadlines = deadlines;
        this.transitions = transitions;
        pieces = new SmallPieces(database);
    }

    void start() {
        database.callbacks().onSweep(this::sweep);
        database.callbacks().onSweep(PeriodicTask.everyMinute(database, this::deleteLeftovers));
    }

    private void sweep() {
        Instant now = database.now();
        // Reads first, without the write lock: mostly nothing is due.
        List<Call> due = CallRow.calls(database.read(calls, CallSql::live)).stream()
                .filter(call -> deadlines.isDue(call, now))
                .toList();
        pieces.each(
                Durability.DURABLE,
                some -> Keys.channels(some.stream().map(Call::channel).toList()),
                due,
                (transaction, call) -> transitions.expireAndFind(transaction, call.id(), now));
    }

    private void deleteLeftovers() {
        pieces.each(
                Durability.EPHEMERAL,
                some -> Keys.EVERYTHING,
                database.read(calls, CallSql::leftovers),
                transitions::deleteTraffic);
    }
}
