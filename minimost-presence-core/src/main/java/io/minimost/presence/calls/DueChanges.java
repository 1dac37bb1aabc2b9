package io.minimost.presence.calls;

import io.minimost.presence.events.PresenceEvent.CallEnded;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The changes of a call that are due and not written yet. {@link #applied} is for those who only read;
 * {@link CallTransitions#expire} writes the changes.
 *
 * @param call the call as it was read
 * @param unanswered the participants whose clients have rung for too long
 * @param lost the participants whose last heartbeat is too long ago
 * @param now the time by which the changes are due
 */
record DueChanges(Call call, List<Participant> unanswered, List<Participant> lost, Instant now) {
    static DueChanges none(Call call, Instant now) {
        return new DueChanges(call, List.of(), List.of(), now);
    }

    boolean isEmpty() {
        return unanswered.isEmpty() && lost.isEmpty() && endReason().isEmpty();
    }

    /** Why the call ends by these changes; empty if it goes on, or was over already. */
    Optional<CallEnded.Reason> endReason() {
        return call.isLive() && CallDeadlines.isOver(withoutTimedOut()) ? Optional.of(reason()) : Optional.empty();
    }

    /** The call after these changes. */
    Call applied() {
        Call rest = withoutTimedOut();
        return endReason()
                .map(reason -> rest.ended(CallDeadlines.finalState(call, reason), reason, now))
                .orElseGet(() -> rest.screenShareUser().filter(this::isOut).isPresent()
                        ? rest.withScreenShareUser(rest.sharers().stream().findFirst())
                        : rest);
    }

    private Call withoutTimedOut() {
        return call.withParticipants(call.participants().stream()
                .map(person -> isOut(person.user()) ? person.out(now) : person)
                .toList());
    }

    private boolean isOut(String user) {
        return unanswered.stream().anyMatch(person -> person.user().equals(user))
                || lost.stream().anyMatch(person -> person.user().equals(user));
    }

    /** The last two reasons are for calls that MiniMost did not end although it made a user leave. */
    private CallEnded.Reason reason() {
        if (!lost.isEmpty()) {
            return CallEnded.Reason.LOST;
        }
        if (!unanswered.isEmpty()) {
            return CallEnded.Reason.NO_ANSWER;
        }
        return call.state() == CallState.RINGING ? CallEnded.Reason.CANCELLED : CallEnded.Reason.HUNG_UP;
    }
}
