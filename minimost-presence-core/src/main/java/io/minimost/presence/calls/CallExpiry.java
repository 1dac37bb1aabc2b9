package io.minimost.presence.calls;

import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.PeriodicTask;
import java.time.Instant;
import java.util.List;

/** Lets time have its effect on calls that nobody asks about: rings that nobody answered, clients that fell silent. */
final class CallExpiry {
    private final Database database;
    private final Dao<CallSql> calls;
    private final CallRules rules;
    private final CallTransitions transitions;

    CallExpiry(Database database, Dao<CallSql> calls, CallRules rules, CallTransitions transitions) {
        this.database = database;
        this.calls = calls;
        this.rules = rules;
        this.transitions = transitions;
    }

    void start() {
        database.callbacks().onSweep(this::sweep);
        database.callbacks().onSweep(PeriodicTask.everyMinute(database, this::clearUp));
    }

    private void sweep() {
        Instant now = database.now();
        // Look before taking the write lock: mostly there is nothing.
        List<Call> due = CallRow.calls(database.read(calls, CallSql::live)).stream()
                .filter(call -> rules.isDue(call, now))
                .toList();
        if (!due.isEmpty()) {
            database.execute(
                    Durability.DURABLE,
                    transaction -> due.forEach(call -> transitions.find(transaction, call.id(), now)));
        }
    }

    private void clearUp() {
        // Each by itself: MiniMost may have left many pieces of a recording.
        for (String call : database.read(calls, CallSql::leftovers)) {
            database.execute(Durability.EPHEMERAL, transaction -> transitions.clear(transaction, call));
        }
    }
}
