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
 * The changes of calls. Each runs in the transaction of its caller, on a call that was read in the same transaction.
 * {@code docs/calls.md} describes the states.
 *
 * <p>A method by which a user leaves passes the reason to {@link #endIfTooFewLeft}, which ends the call for that reason if too
 * few users are left.
 */
final class CallTransitions {
    private final Dao<CallSql> calls;
    private final Dao<ParticipantSql> participants;
    private final Dao<CallEndSql> endReasons;
    private final CallDeadlines deadlines;
    private final Signals signals;
    private final CallMedia media;

    CallTransitions(
            Dao<CallSql> calls,
            Dao<ParticipantSql> participants,
            Dao<CallEndSql> endReasons,
            CallDeadlines deadlines,
            Signals signals,
            CallMedia media) {
        this.calls = calls;
        this.participants = participants;
        this.endReasons = endReasons;
        this.deadlines = deadlines;
        this.signals = signals;
        this.media = media;
    }

    /** The call as it is stored; empty if there is no such call. */
    Optional<Call> find(Transaction transaction, String id) {
        return CallRow.calls(transaction.sql(calls).find(id)).stream().findFirst();
    }

    /** Writes the changes that are due in the call, and returns it; empty if there is no such call. */
    Optional<Call> expireAndFind(Transaction transaction, String id, Instant now) {
        return find(transaction, id).map(call -> expire(transaction, call, now));
    }

    /** The call after the changes that are due, without writing them; empty if there is no such call. */
    Optional<Call> findWithDueChanges(Transaction transaction, String id, Instant now) {
        return find(transaction, id).map(call -> deadlines.withDueChanges(call, now));
    }

    /** Writes the changes that are due in the calls of {@code channel}, and returns those that stay live: one, or none. */
    List<Call> expireAndFindLive(Transaction transaction, String channel, Instant now) {
        return CallRow.calls(transaction.sql(calls).liveIn(channel)).stream()
                .map(call -> expire(transaction, call, now))
                .filter(Call::isLive)
                .toList();
    }

    /** Starts a call that rings for {@code callees}. The channel must not have a live call. */
    Call start(Transaction transaction, String channel, String caller, List<String> callees, Instant now) {
        String id = UUID.randomUUID().toString();
        double seconds = EpochSeconds.of(now);
        transaction.sql(calls).insert(id, channel, caller, seconds);
        transaction.sql(participants).insertInitiator(id, caller, seconds);
        callees.forEach(user -> transaction.sql(participants).ring(id, user, seconds));
        transaction.publish(new CallRinging(id, channel, caller, callees, now));
        return get(transaction, id);
    }

    /** Lets {@code user} join, perhaps again. Deletes signals and media of an earlier time in the call. */
    Call join(Transaction transaction, Call call, String user, Instant now) {
        transaction.sql(participants).accept(call.id(), user, EpochSeconds.of(now));
        deleteTrafficOf(transaction, call, user);
        transaction.publish(new CallAccepted(call.id(), call.channel(), user, now));
        if (get(transaction, call.id()).accepted().size() > 1) {
            transaction.sql(calls).activate(call.id(), EpochSeconds.of(now));
        }
        return get(transaction, call.id());
    }

    /** Rings {@code user}, whom {@code actor} invites, unless they are in the call or it rings for them already. */
    InviteResult invite(Transaction transaction, String id, String actor, String user, Instant now) {
        Call call = expireAndFind(transaction, id, now).orElse(null);
        if (call == null || call.state() != CallState.ACTIVE) {
            return call == null ? InviteResult.NO_SUCH_CALL : InviteResult.NOT_ACTIVE;
        }
        if (!call.isIn(actor)) {
            return InviteResult.NOT_ALLOWED;
        }
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

    /**
     * Hangs up for {@code user} if they are in the call, and declines for them if it rings for them. A user who was lost
     * has left then, too.
     */
    void leaveOrDecline(Transaction transaction, Call call, String user, Instant now) {
        Participant participant = call.participant(user).orElseThrow();
        if (participant.isPending()) {
            stopRinging(transaction, call, user, CallRejected.Reason.DECLINED, now);
            endIfTooFewLeft(transaction, call, CallEnded.Reason.DECLINED, now);
        } else if (participant.isAccepted()) {
            // So that they do not look as if they were lost.
            transaction.sql(participants).setLastSeen(EpochSeconds.of(now), call.id(), user);
            leave(transaction, call, user, CallLeft.Reason.HUNG_UP, now);
            boolean isCancelled = call.state() == CallState.RINGING && user.equals(call.initiator());
            endIfTooFewLeft(
                    transaction, call, isCancelled ? CallEnded.Reason.CANCELLED : CallEnded.Reason.HUNG_UP, now);
        } else if (deadlines.wasLost(participant)) {
            // So that no heartbeat that is still on its way brings them back.
            transaction.sql(participants).setLastSeen(EpochSeconds.of(now), call.id(), user);
        }
    }

    /** Lets {@code user} share their screen, or stop, if they are in the call. */
    ShareScreenResult shareScreen(Transaction transaction, String call, String user, boolean on, Instant now) {
        Optional<Call> found = expireAndFind(transaction, call, now)
                .filter(any -> any.participant(user).isPresent());
        if (found.isEmpty()) {
            return ShareScreenResult.NO_SUCH_CALL;
        }
        if (!found.get().isLive() || !found.get().isIn(user)) {
            return found.get().isLive() ? ShareScreenResult.NOT_IN_CALL : ShareScreenResult.OVER;
        }
        share(transaction, found.get(), user, on, now);
        return ShareScreenResult.DONE;
    }

    /** Records that {@code user}, who is in the call, shares their screen or no longer does. */
    void share(Transaction transaction, Call call, String user, boolean on, Instant now) {
        boolean before = call.sharers().contains(user);
        transaction.sql(participants).share(call.id(), user, on);
        // MiniMost's first generation records only who is shown, and that stays, unless it is this user.
        boolean isAnotherShown = call.screenShareUser()
                .filter(shown -> !shown.equals(user) && call.isIn(shown))
                .isPresent();
        if (on || !isAnotherShown) {
            transaction.sql(calls).showSharer(call.id(), user);
        }
        if (before != on) {
            transaction.publish(new CallScreenShared(call.id(), call.channel(), user, on, now));
        }
    }

    /** Makes {@code user}, whose client is gone, leave the call. */
    void leaveAsLost(Transaction transaction, Call call, String user, Instant now) {
        lose(transaction, call, user, now);
        endIfTooFewLeft(transaction, call, CallEnded.Reason.LOST, now);
    }

    private void lose(Transaction transaction, Call call, String user, Instant now) {
        // By a clock that was set back meanwhile they may look as if they were heard just now.
        Instant heard = deadlines.latestHeard(now);
        transaction.sql(participants).limitLastSeen(call.id(), user, EpochSeconds.of(heard));
        leave(transaction, call, user, CallLeft.Reason.LOST, now);
    }

    /** Removes a user who may no longer join, and deletes their row, which could let them join again as a guest. */
    void remove(Transaction transaction, Call call, String user, Instant now) {
        Participant participant = call.participant(user).orElseThrow();
        if (participant.isPending() || participant.isAccepted()) {
            leave(transaction, call, user, CallLeft.Reason.REMOVED, now);
        }
        transaction.sql(participants).delete(call.id(), user);
        endIfTooFewLeft(transaction, call, CallEnded.Reason.REMOVED, now);
    }

    /** Writes the changes that are due: stops rings, removes lost users, and ends the call if too few users are left. */
    Call expire(Transaction transaction, Call call, Instant now) {
        if (!deadlines.isDue(call, now)) {
            return call;
        }
        if (CallDeadlines.isAhead(call, now)) {
            capFutureTimes(transaction, call, now);
        }
        DueChanges due = deadlines.due(call, now);
        due.unanswered()
                .forEach(callee -> stopRinging(transaction, call, callee.user(), CallRejected.Reason.NO_ANSWER, now));
        due.lost().forEach(person -> lose(transaction, call, person.user(), now));
        due.endReason().ifPresent(reason -> finish(transaction, get(transaction, call.id()), reason, now));
        return get(transaction, call.id());
    }

    /** Replaces times that are ahead of the clock, which was set back, by {@code now}. Guests stay guests. */
    private void capFutureTimes(Transaction transaction, Call call, Instant now) {
        Instant started = ClockSkew.isAhead(call.startedAt(), now) ? now : call.startedAt();
        transaction
                .sql(participants)
                .capFutureTimes(
                        call.id(),
                        EpochSeconds.of(call.startedAt()),
                        EpochSeconds.of(now),
                        EpochSeconds.of(GuestInvitation.time(started, now)),
                        EpochSeconds.of(ClockSkew.latest(now)));
        transaction.sql(calls).setStart(call.id(), EpochSeconds.of(started));
    }

    /** Ends a live call for all of its participants, and deletes its signals and media. */
    void finish(Transaction transaction, Call call, CallEnded.Reason reason, Instant now) {
        transaction
                .sql(calls)
                .finish(call.id(), CallDeadlines.finalState(call, reason).value(), EpochSeconds.of(now));
        transaction.sql(endReasons).insert(call.id(), reason.name());
        for (Participant participant : call.participants()) {
            if (participant.isPending()) {
                stopRinging(transaction, call, participant.user(), CallRejected.Reason.CALL_ENDED, now);
            } else if (participant.isAccepted()) {
                leave(transaction, call, participant.user(), CallLeft.Reason.CALL_ENDED, now);
            }
        }
        deleteTraffic(transaction, call.id());
        transaction.publish(new CallEnded(call.id(), call.channel(), call.initiator(), call.answeredAt(), reason, now));
    }

    /** Deletes a call that is over with all that belongs to it, and returns the number of rows. */
    int delete(Transaction transaction, String call) {
        return deleteTraffic(transaction, call)
                + transaction.sql(endReasons).delete(call)
                + transaction.sql(participants).deleteCall(call)
                + transaction.sql(calls).delete(call);
    }

    /** Deletes the signals and media of a call, and returns the number of rows. */
    int deleteTraffic(Transaction transaction, String call) {
        return signals.purge(transaction, call) + media.purge(transaction, call);
    }

    private void endIfTooFewLeft(Transaction transaction, Call before, CallEnded.Reason reason, Instant now) {
        Call call = get(transaction, before.id());
        if (call.isLive() && CallDeadlines.isOver(call)) {
            finish(transaction, call, reason, now);
        }
    }

    private void stopRinging(Transaction transaction, Call call, String user, CallRejected.Reason reason, Instant now) {
        transaction
                .sql(participants)
                .endParticipation(call.id(), user, Participant.State.REJECTED.value(), EpochSeconds.of(now));
        transaction.publish(new CallRejected(call.id(), call.channel(), user, reason, now));
    }

    private void leave(Transaction transaction, Call call, String user, CallLeft.Reason reason, Instant now) {
        transaction
                .sql(participants)
                .endParticipation(call.id(), user, Participant.State.LEFT.value(), EpochSeconds.of(now));
        deleteTrafficOf(transaction, call, user);
        transaction.publish(new CallLeft(call.id(), call.channel(), user, reason, now));
    }

    /** Deletes the signals and media of {@code user} in the call, and shows another sharer in their place. */
    private void deleteTrafficOf(Transaction transaction, Call call, String user) {
        signals.purgeUser(transaction, call.id(), user);
        media.purgeUser(transaction, call.id(), user);
        transaction.sql(calls).showAnotherSharer(call.id(), user);
    }

    private Call get(Transaction transaction, String id) {
        return find(transaction, id).orElseThrow();
    }
}
