package io.minimost.presence.calls;

import io.minimost.presence.events.PresenceEvent.CallEnded;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** When somebody has run out of time, and when too few are left. Nothing here reads or writes anything. */
final class CallRules {
    /** A stored time may be this much ahead of the clock; beyond it, the clock was set back. */
    static final Duration TOLERATED_FUTURE = Duration.ofSeconds(2);

    private final CallTimeouts timeouts;

    CallRules(CallTimeouts timeouts) {
        this.timeouts = timeouts;
    }

    /** Since when a client must have begun to ring for it still to ring. */
    Instant oldestRing(Instant now) {
        return now.minus(timeouts.ring());
    }

    /** Those whose clients have rung for too long. */
    List<Participant> unanswered(Call call, Instant now) {
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
    List<Participant> lost(Call call, Instant now) {
        Instant oldest = now.minus(timeouts.heartbeat());
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
        return participant.isAccepted() && seen.isBefore(now.minus(timeouts.goneReportGrace()));
    }

    /** Whether the clock was set back since something of {@code call} was written. */
    static boolean isAhead(Call call, Instant now) {
        return call.participants().stream()
                .flatMap(participant -> Stream.of(participant.invitedAt(), participant.lastSeenAt()))
                .flatMap(Optional::stream)
                .anyMatch(time -> isAhead(time, now));
    }

    static boolean isAhead(Instant time, Instant now) {
        return time.isAfter(now.plus(TOLERATED_FUTURE));
    }

    /** The call as it should be by now, whether or not anybody has swept. */
    Call aged(Call call, Instant now) {
        if (!call.isLive()) {
            return call;
        }
        Set<Participant> out = new HashSet<>(unanswered(call, now));
        out.addAll(lost(call, now));
        Call aged = call.with(call.participants().stream()
                .map(participant -> out.contains(participant) ? participant.out(now) : participant)
                .toList());
        CallEnded.Reason reason = reason(call, now);
        if (isOver(aged)) {
            return aged.over(finalState(call, reason), reason, now);
        }
        boolean isShownOneOut =
                out.stream().anyMatch(person -> call.screenShareUser().equals(Optional.of(person.user())));
        return isShownOneOut ? aged.showing(aged.sharers().stream().findFirst()) : aged;
    }

    /** Why {@code call} ends if what is due by now ends it. The last two: MiniMost took somebody out and let it go on. */
    CallEnded.Reason reason(Call call, Instant now) {
        if (!lost(call, now).isEmpty()) {
            return CallEnded.Reason.LOST;
        }
        if (!unanswered(call, now).isEmpty()) {
            return CallEnded.Reason.NO_ANSWER;
        }
        return call.state() == CallState.RINGING ? CallEnded.Reason.CANCELLED : CallEnded.Reason.HUNG_UP;
    }

    /** What becomes of a call that ends for {@code reason}: rejected if it was up to those who were called. */
    static CallState finalState(Call call, CallEnded.Reason reason) {
        boolean upToThem = reason == CallEnded.Reason.DECLINED || reason == CallEnded.Reason.NO_ANSWER;
        return call.state() == CallState.RINGING && upToThem ? CallState.REJECTED : CallState.ENDED;
    }

    /** Whether time alone changes {@code call}. */
    boolean isDue(Call call, Instant now) {
        return !unanswered(call, now).isEmpty() || !lost(call, now).isEmpty() || isAhead(call, now) || isOver(call);
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

    /**
     * Whether {@code participant} was asked into the running call by one of its people, and so may join without belonging to
     * the channel. Those whom the call rang from its start have the same time as the call.
     */
    static boolean isGuest(Call call, Participant participant) {
        return participant.invitedAt().filter(call.startedAt()::isBefore).isPresent();
    }

    /** When somebody is invited: now, and in any case later than the call began, by which a guest is known. */
    static Instant guestTime(Instant started, Instant now) {
        Instant earliest = started.plus(1, ChronoUnit.MICROS); // The file keeps a quarter of that.
        return now.isAfter(earliest) ? now : earliest;
    }
}
