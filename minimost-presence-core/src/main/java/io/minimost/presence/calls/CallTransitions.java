package io.minimost.presence.calls;

import io.minimost.presence.events.PresenceEvent.CallAccepted;
import io.minimost.presence.events.PresenceEvent.CallEnded;
import io.minimost.presence.events.PresenceEvent.CallInvited;
import io.minimost.presence.events.PresenceEvent.CallLeft;
import io.minimost.presence.events.PresenceEvent.CallRejected;
import io.minimost.presence.events.PresenceEvent.CallRinging;
import io.minimost.presence.events.PresenceEvent.CallScreenShared;
import io.minimost.presence.internal.ClockSkew;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.signaling.Signals;
import io.minimost.presence.values.EpochSeconds;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Every change that a call can undergo, each inside the transaction of its caller, on a call that was read in the same
 * transaction. {@code docs/calls.md} draws the states.
 *
 * <p>Whoever takes somebody out says why, and {@link #settle} then ends the call for that reason if too few are left.
 */
final class CallTransitions {
    private final Dao<CallSql> calls;
    private final Dao<ParticipantSql> participants;
    private final Dao<CallEndSql> ends;
    private final CallRules rules;
    private final Signals signals;
    private final CallMedia media;

    CallTransitions(
            Dao<CallSql> calls,
            Dao<ParticipantSql> participants,
            Dao<CallEndSql> ends,
            CallRules rules,
            Signals signals,
            CallMedia media) {
        this.calls = calls;
        this.participants = participants;
        this.ends = ends;
        this.rules = rules;
        this.signals = signals;
        this.media = media;
    }

    /** The call as it is now that time has had its effect on it. */
    Optional<Call> find(Transaction transaction, String id, Instant now) {
        return read(transaction, id).map(call -> expire(transaction, call, now));
    }

    /** The same, for work that must not change the call itself. */
    Optional<Call> peek(Transaction transaction, String id, Instant now) {
        return read(transaction, id).map(call -> rules.aged(call, now));
    }

    /** The calls of {@code channel} that are live now that time has had its effect on them: one, or none. */
    List<Call> liveIn(Transaction transaction, String channel, Instant now) {
        return CallRow.calls(transaction.sql(calls).liveIn(channel)).stream()
                .map(call -> expire(transaction, call, now))
                .filter(Call::isLive)
                .toList();
    }

    /** Rings {@code callees}. The channel has no live call. */
    Call start(Transaction transaction, String channel, String caller, List<String> callees, Instant now) {
        String id = UUID.randomUUID().toString();
        double seconds = EpochSeconds.of(now);
        transaction.sql(calls).insert(id, channel, caller, seconds);
        transaction.sql(participants).insertInitiator(id, caller, seconds);
        callees.forEach(user -> transaction.sql(participants).ring(id, user, seconds));
        transaction.publish(new CallRinging(id, channel, caller, callees, now));
        return get(transaction, id);
    }

    /** Lets {@code user} in, perhaps once more. What he could have been sent before is not for this membership. */
    Call join(Transaction transaction, Call call, String user, Instant now) {
        transaction.sql(participants).accept(call.id(), user, EpochSeconds.of(now));
        clearTraces(transaction, call, user);
        transaction.publish(new CallAccepted(call.id(), call.channel(), user, now));
        if (get(transaction, call.id()).accepted().size() > 1) {
            transaction.sql(calls).activate(call.id(), EpochSeconds.of(now));
        }
        return get(transaction, call.id());
    }

    /** Rings {@code user}, whom {@code actor} invites, unless they are in the call or it rings for them already. */
    InviteResult invite(Transaction transaction, Call call, String actor, String user, Instant now) {
        Optional<Participant> participant = call.participant(user);
        if (participant.filter(Participant::isAccepted).isPresent()) {
            return InviteResult.ALREADY_IN_CALL;
        }
        if (participant.filter(Participant::isPending).isPresent()) {
            return InviteResult.ALREADY_RINGING;
        }
        Instant invited = GuestInvitation.time(call.startedAt(), now);
        transaction.sql(participants).ring(call.id(), user, EpochSeconds.of(invited));
        transaction.publish(new CallInvited(call.id(), call.channel(), user, actor, now));
        return InviteResult.INVITED;
    }

    /** Ends what {@code user} has to do with the call because he wants it: hangs up, or says no. */
    void depart(Transaction transaction, Call call, String user, Instant now) {
        Participant participant = call.participant(user).orElseThrow();
        if (participant.isPending()) {
            stopRinging(transaction, call, user, CallRejected.Reason.DECLINED, now);
            settle(transaction, call, CallEnded.Reason.DECLINED, now);
        } else if (participant.isAccepted()) {
            takeOut(transaction, call, user, CallLeft.Reason.HUNG_UP, now);
            boolean isCancelled = call.state() == CallState.RINGING && user.equals(call.initiator());
            settle(transaction, call, isCancelled ? CallEnded.Reason.CANCELLED : CallEnded.Reason.HUNG_UP, now);
        }
    }

    /** Records that {@code user}, who is in, shares his screen or no longer does. */
    void share(Transaction transaction, Call call, String user, boolean on, Instant now) {
        boolean before = call.sharers().contains(user);
        transaction.sql(participants).share(call.id(), user, on);
        transaction
                .sql(calls)
                .showSharer(call.id(), on ? user : call.screenShareUser().orElse(user));
        if (before != on) {
            transaction.publish(new CallScreenShared(call.id(), call.channel(), user, on, now));
        }
    }

    /** Takes out somebody whose client is gone. */
    void lose(Transaction transaction, Call call, String user, Instant now) {
        takeOut(transaction, call, user, CallLeft.Reason.LOST, now);
        settle(transaction, call, CallEnded.Reason.LOST, now);
    }

    /** Takes out somebody who must not be there any more, so that nothing of him stays to come back by. */
    void remove(Transaction transaction, Call call, String user, Instant now) {
        Participant participant = call.participant(user).orElseThrow();
        if (participant.isPending() || participant.isAccepted()) {
            takeOut(transaction, call, user, CallLeft.Reason.REMOVED, now);
        }
        transaction.sql(participants).delete(call.id(), user);
        settle(transaction, call, CallEnded.Reason.REMOVED, now);
    }

    /** Does what time alone brings about: stops ringing, takes out those who were lost, ends the call if too few are left. */
    Call expire(Transaction transaction, Call call, Instant now) {
        if (!rules.isDue(call, now)) {
            return call;
        }
        if (CallRules.isAhead(call, now)) {
            pullBack(transaction, call, now);
        }
        DueChanges due = rules.due(call, now);
        due.unanswered()
                .forEach(callee -> stopRinging(transaction, call, callee.user(), CallRejected.Reason.NO_ANSWER, now));
        due.lost().forEach(person -> takeOut(transaction, call, person.user(), CallLeft.Reason.LOST, now));
        due.endReason().ifPresent(reason -> finish(transaction, get(transaction, call.id()), reason, now));
        return get(transaction, call.id());
    }

    /** Lets times that are ahead of the clock, which was set back since, count from now; guests stay guests. */
    private void pullBack(Transaction transaction, Call call, Instant now) {
        Instant started = ClockSkew.isAhead(call.startedAt(), now) ? now : call.startedAt();
        transaction
                .sql(participants)
                .pullBack(
                        call.id(),
                        EpochSeconds.of(call.startedAt()),
                        EpochSeconds.of(now),
                        EpochSeconds.of(GuestInvitation.time(started, now)),
                        EpochSeconds.of(ClockSkew.latest(now)));
        transaction.sql(calls).replaceStart(call.id(), EpochSeconds.of(started));
    }

    /** Ends a live call, and with it all that anybody has to do with it. */
    void finish(Transaction transaction, Call call, CallEnded.Reason reason, Instant now) {
        transaction
                .sql(calls)
                .finish(call.id(), CallRules.finalState(call, reason).value(), EpochSeconds.of(now));
        transaction.sql(ends).insert(call.id(), reason.name());
        for (Participant participant : call.participants()) {
            if (participant.isPending()) {
                stopRinging(transaction, call, participant.user(), CallRejected.Reason.CALL_ENDED, now);
            } else if (participant.isAccepted()) {
                takeOut(transaction, call, participant.user(), CallLeft.Reason.CALL_ENDED, now);
            }
        }
        clear(transaction, call.id());
        transaction.publish(new CallEnded(call.id(), call.channel(), call.initiator(), call.answeredAt(), reason, now));
    }

    /** Removes every trace of a call, which is over; answers how many rows that were. */
    int delete(Transaction transaction, String call) {
        return clear(transaction, call)
                + transaction.sql(ends).delete(call)
                + transaction.sql(participants).deleteCall(call)
                + transaction.sql(calls).delete(call);
    }

    /** Removes what waits for people of a call, which is over; answers how many rows that were. */
    int clear(Transaction transaction, String call) {
        return signals.purge(transaction, call) + media.purge(transaction, call);
    }

    private void settle(Transaction transaction, Call before, CallEnded.Reason reason, Instant now) {
        Call call = get(transaction, before.id());
        if (call.isLive() && CallRules.isOver(call)) {
            finish(transaction, call, reason, now);
        }
    }

    private void stopRinging(Transaction transaction, Call call, String user, CallRejected.Reason reason, Instant now) {
        transaction
                .sql(participants)
                .takeOut(call.id(), user, Participant.State.REJECTED.value(), EpochSeconds.of(now));
        transaction.publish(new CallRejected(call.id(), call.channel(), user, reason, now));
    }

    private void takeOut(Transaction transaction, Call call, String user, CallLeft.Reason reason, Instant now) {
        transaction.sql(participants).takeOut(call.id(), user, Participant.State.LEFT.value(), EpochSeconds.of(now));
        clearTraces(transaction, call, user);
        transaction.publish(new CallLeft(call.id(), call.channel(), user, reason, now));
    }

    /** What a membership leaves behind when it ends. */
    private void clearTraces(Transaction transaction, Call call, String user) {
        signals.purgeUser(transaction, call.id(), user);
        media.purgeUser(transaction, call.id(), user);
        transaction.sql(calls).showAnotherThan(call.id(), user);
    }

    private Call get(Transaction transaction, String id) {
        return read(transaction, id).orElseThrow();
    }

    private Optional<Call> read(Transaction transaction, String id) {
        return CallRow.calls(transaction.sql(calls).find(id)).stream().findFirst();
    }
}
