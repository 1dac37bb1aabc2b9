package io.minimost.presence.calls;

import io.minimost.presence.events.PresenceEvent.CallEnded;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Transaction;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Ends and deletes calls when a user loses a channel, a user or channel is deleted, or the live state is reset. */
final class CallAccessLoss {
    private final Database database;
    private final Dao<CallSql> calls;
    private final Dao<ParticipantSql> participants;
    private final CallTransitions transitions;

    CallAccessLoss(
            Database database, Dao<CallSql> calls, Dao<ParticipantSql> participants, CallTransitions transitions) {
        this.database = database;
        this.calls = calls;
        this.participants = participants;
        this.transitions = transitions;
    }

    void start() {
        database.callbacks().onMemberLost(this::removeLostMember);
        database.callbacks().onUserDeleted(this::deleteUser);
        database.callbacks().onChannelDeleted(this::deleteChannel);
        database.callbacks().onReset(this::endAll);
    }

    private void removeLostMember(Transaction transaction, String channel, String user, Instant now) {
        for (Call call : transitions.expireAndFindLive(transaction, channel, now)) {
            if (call.participant(user).isPresent()) {
                transitions.remove(transaction, call, user, now);
            }
        }
    }

    private void deleteUser(Transaction transaction, String user) {
        Instant now = database.now();
        for (Call call : CallRow.calls(transaction.sql(calls).liveOf(user))) {
            transitions
                    .expireAndFind(transaction, call.id(), now)
                    .filter(Call::isLive)
                    .filter(live -> live.participant(user).isPresent())
                    .ifPresent(live -> transitions.remove(transaction, live, user, now));
            transitions
                    .expireAndFind(transaction, call.id(), now)
                    .filter(Call::isLive)
                    .filter(live -> live.initiator().equals(user))
                    .flatMap(CallAccessLoss::successor)
                    .ifPresent(successor -> handOver(transaction, call, successor));
        }
        transaction.sql(calls).startedBy(user).forEach(call -> transitions.delete(transaction, call));
        transaction.sql(calls).clearSharer(user);
        transaction.sql(participants).deleteUser(user);
    }

    /** Makes {@code successor} the initiator, so that the call goes on for the others. */
    private void handOver(Transaction transaction, Call call, String successor) {
        transaction.sql(calls).replaceInitiator(call.id(), successor);
        transaction.sql(participants).makeInitiator(call.id(), successor);
    }

    private static Optional<String> successor(Call call) {
        return Stream.concat(
                        call.participants().stream().filter(Participant::isAccepted),
                        call.participants().stream().filter(Participant::isPending))
                .map(Participant::user)
                .findFirst();
    }

    private void deleteChannel(Transaction transaction, String channel) {
        Instant now = database.now();
        transitions
                .expireAndFindLive(transaction, channel, now)
                .forEach(call -> transitions.finish(transaction, call, CallEnded.Reason.REMOVED, now));
        transaction.sql(calls).allIn(channel).forEach(call -> transitions.delete(transaction, call));
    }

    private void endAll(Transaction transaction, Instant now) {
        CallRow.calls(transaction.sql(calls).live())
                .forEach(call -> transitions.finish(transaction, call, CallEnded.Reason.RESTART, now));
    }
}
