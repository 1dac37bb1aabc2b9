package io.minimost.presence.calls;

import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.EpochSeconds;
import java.time.Instant;
import java.util.Optional;

/** Which clients are in a call: what they report about themselves, and about each other. */
final class CallHeartbeats {
    private final Database database;
    private final Dao<ParticipantSql> participants;
    private final CallDeadlines deadlines;
    private final CallTransitions transitions;
    private final CallAccess access;

    private enum Outcome {
        RECORDED,
        WAS_LOST,
        NOT_IN_CALL
    }

    CallHeartbeats(
            Database database,
            Dao<ParticipantSql> participants,
            CallDeadlines deadlines,
            CallTransitions transitions,
            CallAccess access) {
        this.database = database;
        this.participants = participants;
        this.deadlines = deadlines;
        this.transitions = transitions;
        this.access = access;
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
        return participant.filter(deadlines::wasLost).isPresent() ? Outcome.WAS_LOST : Outcome.NOT_IN_CALL;
    }

    private boolean rejoin(Transaction transaction, String call, String user, Instant now) {
        Optional<Call> live = transitions
                .expireAndFind(transaction, call, now)
                .filter(Call::isLive)
                .filter(found ->
                        found.participant(user).filter(deadlines::wasLost).isPresent())
                .filter(found -> access.mayJoin(transaction, found, user));
        live.ifPresent(found -> transitions.join(transaction, found, user, now));
        return live.isPresent();
    }

    /** Removes {@code user} if neither {@code reporter} nor the store has heard their client for a while. */
    GoneReportResult reportGone(String call, String reporter, String user) {
        Instant now = database.now();
        return database.write(Durability.DURABLE, transaction -> {
            Optional<Call> found = transitions
                    .expireAndFind(transaction, call, now)
                    .filter(Call::isLive)
                    .filter(live -> live.isIn(reporter));
            if (found.isEmpty()) {
                return GoneReportResult.NOT_ALLOWED;
            }
            boolean isGone = !user.equals(reporter)
                    && found.get()
                            .participant(user)
                            .filter(participant -> deadlines.isGone(participant, now))
                            .isPresent();
            if (isGone) {
                transitions.leaveAsLost(transaction, found.get(), user, now);
            }
            return isGone ? GoneReportResult.REMOVED : GoneReportResult.IGNORED;
        });
    }
}
