package io.minimost.presence.calls;

import io.minimost.presence.events.PresenceEvent.CallEnded;
import io.minimost.presence.internal.ClockSkew;
import io.minimost.presence.internal.StoreClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** When somebody has run out of time, and when too few are left. Nothing here reads or writes anything. */
final class CallRules {
    private final CallTimeouts timeouts;
    private final StoreClock clock;

    /** Before this time, no client could be heard. */
    private volatile Instant opened;

    CallRules(CallTimeouts timeouts, StoreClock clock) {
        this.timeouts = timeouts;
        this.clock = clock;
        opened = clock.now();
    }

    /** Since when a client must have begun to ring for it still to ring. */
    Instant oldestRing(Instant now) {
        return ago(now, timeouts.ring());
    }

    /** What is due by {@code now} in {@code call}: nothing if it is over. */
    DueChanges due(Call call, Instant now) {
        return call.isLive()
                ? new DueChanges(call, unanswered(call, now), lost(call, now), now)
                : DueChanges.none(call, now);
    }

    /** Whether there is anything to write down about {@code call}: what is due, or times that are ahead of the clock. */
    boolean isDue(Call call, Instant now) {
        return call.isLive() && (isAhead(call, now) || !due(call, now).isEmpty());
    }

    /** The call as it should be by now, whether or not anybody has swept. */
    Call aged(Call call, Instant now) {
        return due(call, now).applied();
    }

    /** Those whose clients have rung for too long. */
    private List<Participant> unanswered(Call call, Instant now) {
        return call.participants().stream()
                .filter(participant -> participant.isPending() && !rings(call, participant, now))
                .toList();
    }

    private boolean rings(Call call, Participant participant, Instant now) {
        Instant since = participant.invitedAt().orElse(call.startedAt());
        return participant.isPending() && !since.isBefore(oldestRing(now));
    }

    /**
     * Those who have not been heard of for too long. Not those who never were: the clients of the first MiniMost send no
     * heartbeat, and their calls are none of our business.
     */
    private List<Participant> lost(Call call, Instant now) {
        Instant oldest = ago(now, timeouts.heartbeat());
        return call.participants().stream()
                .filter(Participant::isAccepted)
                .filter(participant -> participant
                        .lastSeenAt()
                        .filter(seen -> seen.isBefore(oldest))
                        .isPresent())
                .toList();
    }

    /** Whether a report that {@code participant} is gone is to be believed. */
    boolean isGone(Participant participant, Instant now) {
        Instant seen = participant.lastSeenAt().or(participant::joinedAt).orElse(Instant.MIN);
        return participant.isAccepted() && seen.isBefore(ago(now, timeouts.goneReportGrace()));
    }

    private Instant ago(Instant now, Duration age) {
        if (now.isBefore(opened)) {
            opened = now; // The clock was set back.
        }
        Instant since = clock.ago(now, age);
        return since.isBefore(opened) ? Instant.MIN : since;
    }

    /** Whether the clock was set back since something of {@code call} was written. */
    static boolean isAhead(Call call, Instant now) {
        return call.participants().stream()
                .flatMap(participant -> Stream.of(participant.invitedAt(), participant.lastSeenAt()))
                .flatMap(Optional::stream)
                .anyMatch(time -> ClockSkew.isAhead(time, now));
    }

    /** What becomes of a call that ends for {@code reason}: rejected if it was up to those who were called. */
    static CallState finalState(Call call, CallEnded.Reason reason) {
        boolean upToThem = reason == CallEnded.Reason.DECLINED || reason == CallEnded.Reason.NO_ANSWER;
        return call.state() == CallState.RINGING && upToThem ? CallState.REJECTED : CallState.ENDED;
    }

    /**
     * Whether too few are left for {@code call} to go on: while it rings, the caller and somebody to wait for; then, two
     * people of whom one may still be called.
     */
    static boolean isOver(Call call) {
        long pending =
                call.participants().stream().filter(Participant::isPending).count();
        List<String> accepted = call.accepted();
        if (call.state() == CallState.RINGING) {
            return !accepted.contains(call.initiator()) || pending == 0;
        }
        return accepted.isEmpty() || accepted.size() + pending < 2;
    }
}
