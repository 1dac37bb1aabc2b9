package io.minimost.presence.calls;

import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Keys;
import io.minimost.presence.internal.PeriodicTask;
import java.time.Instant;
import java.util.List;

/** Applies the time-outs to calls at each sweep: rings without an answer, and clients without a heartbeat. */
final class CallExpiry {
    private final Database database;
    private final Dao<CallSql> calls;
    private final CallDeadlines deadlines;
    private final CallTransitions transitions;

    CallExpiry(Database database, Dao<CallSql> calls, CallDeadlines deadlines, CallTransitions transitions) {
        this.database = database;
        this.calls = calls;
        this.deadlines = deadlines;
        this.transitions = transitions;
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
        if (!due.isEmpty()) {
            database.execute(
                    Durability.DURABLE,
                    Keys.channels(due.stream().map(Call::channel).toList()),
                    transaction -> due.forEach(call -> transitions.expireAndFind(transaction, call.id(), now)));
        }
    }

    private void deleteLeftovers() {
        // One transaction for each call: MiniMost may have left many media chunks.
        for (String call : database.read(calls, CallSql::leftovers)) {
            database.execute(
                    Durability.EPHEMERAL, Keys.EVERYTHING, transaction -> transitions.deleteTraffic(transaction, call));
        }
    }
}
