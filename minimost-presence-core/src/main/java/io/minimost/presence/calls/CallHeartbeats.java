package io.minimost.presence.calls;

import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.EpochSeconds;
import java.time.Instant;
import java.util.Optional;

/** Records which clients are in a call. */
final class CallHeartbeats {
    private final Database database;
    private final Dao<ParticipantSql> participants;
    private final CallRules rules;
    private final CallTransitions transitions;

    private enum Outcome {
        RECORDED,
        WAS_LOST,
        NOT_IN_CALL
    }

    CallHeartbeats(Database database, Dao<ParticipantSql> participants, CallRules rules, CallTransitions transitions) {
        this.database = database;
        this.participants = participants;
        this.rules = rules;
        this.transitions = transitions;
    }

    /** Records a heartbeat of {@code user}, which lets a user who was lost join again. Returns whether they are in. */
    boolean record(String call, String user) {
        Instant now = database.now();
        Outcome outcome = database.write(Durability.EPHEMERAL, transaction -> record(transaction, call, user, now));
        return outcome == Outcome.RECORDED
                || (outcome == Outcome.WAS_LOST
                        && database.write(Durability.DURABLE, transaction -> rejoin(transaction, call, user, now)));
    }

    private Outcome record(Transaction transaction, String call, String user, Instant now) {
        // Without the changes that are due: a heartbeat that comes before the sweep counts.
        Optional<Participant> participant =
                transitions.find(transaction, call).filter(Call::isLive).flatMap(live -> live.participant(user));
        if (participant.filter(Participant::isAccepted).isPresent()) {
            transaction.sql(participants).heartbeat(EpochSeconds.of(now), call, user);
            return Outcome.RECORDED;
        }
        return participant.filter(rules::wasLost).isPresent() ? Outcome.WAS_LOST : Outcome.NOT_IN_CALL;
    }

    private boolean rejoin(Transaction transaction, String call, String user, Instant now) {
        Optional<Call> live = transitions
                .expireAndFind(transaction, call, now)
                .filter(Call::isLive)
                .filter(found -> found.participant(user).filter(rules::wasLost).isPresent());
        live.ifPresent(found -> transitions.join(transaction, found, user, now));
        return live.isPresent();
    }
}
