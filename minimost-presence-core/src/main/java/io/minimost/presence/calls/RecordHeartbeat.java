package io.minimost.presence.calls;

import io.minimost.presence.internal.ChangeScope;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Merge;
import io.minimost.presence.internal.MergedCall;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.StoreEvent;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A heartbeat of a client in a call. */
final class RecordHeartbeat implements Merge<RecordHeartbeat.Heartbeat, RecordHeartbeat.Outcome> {
    private final Dao<ParticipantSql> participants;
    private final Dao<PostgresParticipantSql> many;
    private final CallDeadlines deadlines;
    private final CallTransitions transitions;

    record Heartbeat(String call, String user, Instant now) {}

    enum Outcome {
        RECORDED,
        WAS_LOST,
        NOT_IN_CALL
    }

    RecordHeartbeat(
            Dao<ParticipantSql> participants,
            Dao<PostgresParticipantSql> many,
            CallDeadlines deadlines,
            CallTransitions transitions) {
        this.participants = participants;
        this.many = many;
        this.deadlines = deadlines;
        this.transitions = transitions;
    }

    @Override
    public Durability durability() {
        return Durability.EPHEMERAL;
    }

    /** It changes neither who is in a call nor for whom one rings. */
    @Override
    public ChangeScope changes(Heartbeat heartbeat, List<StoreEvent> events) {
        return ChangeScope.NOTHING;
    }

    @Override
    public Outcome run(Transaction transaction, Heartbeat heartbeat) {
        Optional<Participant> participant = participant(transaction, heartbeat);
        if (participant.filter(Participant::isAccepted).isPresent()) {
            int stored = transaction
                    .sql(participants)
                    .heartbeat(EpochSeconds.of(heartbeat.now()), heartbeat.call(), heartbeat.user());
            if (stored > 0) {
                return Outcome.RECORDED;
            }
            participant = participant(transaction, heartbeat); // Another node has just removed them.
        }
        return participant.filter(deadlines::wasLost).isPresent() ? Outcome.WAS_LOST : Outcome.NOT_IN_CALL;
    }

    private Optional<Participant> participant(Transaction transaction, Heartbeat heartbeat) {
        // Without the changes that are due: a heartbeat that comes before the sweep counts.
        return transitions
                .find(transaction, heartbeat.call())
                .filter(Call::isLive)
                .flatMap(live -> live.participant(heartbeat.user()));
    }

    /** Completes those that were recorded; {@link #run} finds out what became of the others. */
    @Override
    public void runAll(Transaction transaction, List<MergedCall<Heartbeat, Outcome>> calls) {
        Set<PostgresParticipantSql.Heard> heard = new HashSet<>(transaction
                .sql(many)
                .heartbeats(
                        calls.stream().map(call -> call.argument().call()).toArray(String[]::new),
                        calls.stream().map(call -> call.argument().user()).toArray(String[]::new),
                        calls.stream()
                                .map(call -> EpochSeconds.of(call.argument().now()))
                                .toArray(Double[]::new)));
        for (MergedCall<Heartbeat, Outcome> call : calls) {
            Heartbeat argument = call.argument();
            if (heard.contains(new PostgresParticipantSql.Heard(argument.call(), argument.user()))) {
                call.complete(Outcome.RECORDED);
            }
        }
    }
}
