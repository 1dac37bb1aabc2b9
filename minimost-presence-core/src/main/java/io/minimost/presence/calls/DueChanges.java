package io.minimost.presence.calls;

import io.minimost.presence.events.PresenceEvent.CallEnded;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What time alone has brought about in a call and nobody has written down yet. {@link #applied} shows it to those who only
 * look; {@link CallTransitions#expire} writes it down.
 *
 * @param call as it was read
 * @param unanswered those whose clients have rung for too long
 * @param lost those who have not been heard of for too long
 * @param now when it is found to be due
 */
record DueChanges(Call call, List<Participant> unanswered, List<Participant> lost, Instant now) {
    static DueChanges none(Call call, Instant now) {
        return new DueChanges(call, List.of(), List.of(), now);
    }

    boolean isEmpty() {
        return unanswered.isEmpty() && lost.isEmpty() && endReason().isEmpty();
    }

    /** Why the call ends by it; empty if it goes on, or was over. */
    Optional<CallEnded.Reason> endReason() {
        return call.isLive() && CallRules.isOver(withoutThem()) ? Optional.of(reason()) : Optional.empty();
    }

    /** The call with all of it done. */
    Call applied() {
        Call left = withoutThem();
        return endReason()
                .map(reason -> left.over(CallRules.finalState(call, reason), reason, now))
                .orElseGet(() -> left.screenShareUser().filter(this::isOut).isPresent()
                        ? left.showing(left.sharers().stream().findFirst())
                        : left);
    }

    private Call withoutThem() {
        return call.with(call.participants().stream()
                .map(person -> isOut(person.user()) ? person.out(now) : person)
                .toList());
    }

    private boolean isOut(String user) {
        return unanswered.stream().anyMatch(person -> person.user().equals(user))
                || lost.stream().anyMatch(person -> person.user().equals(user));
    }

    /** The last two: MiniMost took somebody out and let the call go on. */
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
