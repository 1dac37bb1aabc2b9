package io.minimost.presence.calls;

import io.minimost.presence.events.PresenceEvent.CallEnded;
import io.minimost.presence.internal.ClockSkew;
import io.minimost.presence.internal.StoreClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which changes are due in a call, and when too few users are left. Reads and writes nothing. */
final class CallDeadlines {
    private final CallTimeouts timeouts;
    private final StoreClock clock;

    /** Before this time, no client could be heard. */
    private volatile Instant opened;

    CallDeadlines(CallTimeouts timeouts, StoreClock clock) {
        this.timeouts = timeouts;
        this.clock = clock;
        opened = clock.now();
    }

    /** Clients that began to ring before this time have rung for too long. */
    Instant earliestRing(Instant now) {
        return ago(now, timeouts.ring());
    }

    /** Clients in a call that were last heard before this time are lost. */
    Instant earliestHeartbeat(Instant now) {
        return ago(now, timeouts.heartbeat());
    }

    /** The changes that are due in {@code call} by {@code now}; none if it is over. */
    DueChanges due(Call call, Instant now) {
        return call.isLive()
                ? new DueChanges(call, unanswered(call, now), lost(call, now), now)
                : DueChanges.none(call, now);
    }

    /** Whether something of {@code call} must be written: changes that are due, or times that are ahead of the clock. */
    boolean isDue(Call call, Instant now) {
        return call.isLive() && (isAhead(call, now) || !due(call, now).isEmpty());
    }

    /** The call after the changes that are due, whether or not a sweep has written them. */
    Call withDueChanges(Call call, Instant now) {
        return due(call, now).applied();
    }

    /** The participants whose clients have rung for too long. */
    private List<Participant> unanswered(Call call, Instant now) {
        return call.participants().stream()
                .filter(participant -> participant.isPending() && !isRinging(call, participant, now))
                .toList();
    }

    private boolean isRinging(Call call, Participant participant, Instant now) {
        Instant since = participant.invitedAt().orElse(call.startedAt());
        return participant.isPending() && !since.isBefore(earliestRing(now));
    }

    /**
     * The users in the call whose last heartbeat is too long ago. Not those without any: the clients of MiniMost's first
     * generation send none.
     */
    private List<Participant> lost(Call call, Instant now) {
        Instant oldest = earliestHeartbeat(now);
        return call.participants().stream()
                .filter(Participant::isAccepted)
                .filter(participant -> participant
                        .lastSeenAt()
                        .filter(seen -> seen.isBefore(oldest))
                        .isPresent())
                .toList();
    }

    /** Whether the last heartbeat of {@code participant} is old enough to believe a report that their client is gone. */
    boolean isGone(Participant participant, Instant now) {
        Instant seen = participant.lastSeenAt().or(participant::joinedAt).orElse(Instant.MIN);
        return participant.isAccepted() && seen.isBefore(ago(now, timeouts.goneReportGrace()));
    }

    /**
     * Whether {@code participant} is no longer in the call because their client was silent, and not because they left: a user
     * who leaves is heard at that moment.
     */
    boolean wasLost(Participant participant) {
        return participant.state() == Participant.State.LEFT
                && participant
                        .leftAt()
                        .flatMap(left -> participant
                                .lastSeenAt()
                                .filter(seen ->
                                        !seen.plus(timeouts.goneReportGrace()).isAfter(left)))
                        .isPresent();
    }

    /** When a user who is lost at {@code now} was heard at the latest, see {@link #wasLost}. */
    Instant latestHeard(Instant now) {
        // The file's times are rounded to less than a microsecond.
        return StoreClock.earlier(now, timeouts.goneReportGrace().plusMillis(1));
    }

    private Instant ago(Instant now, Duration age) {
        if (now.isBefore(opened)) {
            opened = Instant.MIN; // The clock was set back, and all times from before count as now.
        }
        Instant since = clock.ago(now, age);
        return since.isBefore(opened) ? Instant.MIN : since;
    }

    /** Whether the clock was set back since a time of a participant of {@code call} was written. */
    static boolean isAhead(Call call, Instant now) {
        return call.participants().stream()
                .flatMap(participant -> Stream.of(participant.invitedAt(), participant.lastSeenAt()))
                .flatMap(Optional::stream)
                .anyMatch(time -> ClockSkew.isAhead(time, now));
    }

    /** The state of a call that has ended for {@code reason}: rejected if all who were called declined or did not answer. */
    static CallState finalState(Call call, CallEnded.Reason reason) {
        boolean isUnanswered = reason == CallEnded.Reason.DECLINED || reason == CallEnded.Reason.NO_ANSWER;
        return call.state() == CallState.RINGING && isUnanswered ? CallState.REJECTED : CallState.ENDED;
    }

    /**
     * Whether too few users are left for {@code call} to go on. A ringing call needs its caller and a user who is called; an
     * active one needs two users, at least one of them in the call and the other in it or called.
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
