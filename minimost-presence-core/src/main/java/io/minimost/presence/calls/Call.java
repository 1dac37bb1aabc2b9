package io.minimost.presence.calls;

import io.minimost.presence.events.PresenceEvent.CallEnded;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A call as it was when it was read. Immutable.
 *
 * @param id random text
 * @param channel the direct or private channel whose people may join
 * @param initiator who started it; he may have left since
 * @param startedAt when it began to ring
 * @param answeredAt when the second person joined; empty if nobody did
 * @param endedAt when it ended; empty while it is live
 * @param endReason why it ended; empty while it is live, and of a call that MiniMost has ended
 * @param screenShareUser the one whose shared screen a client shows that knows only one; empty if nobody shares. All of
 *     them: {@link #sharers()}
 * @param participants everybody who has to do with it, in byte order of the names
 */
public record Call(
        String id,
        String channel,
        String initiator,
        CallState state,
        Instant startedAt,
        Optional<Instant> answeredAt,
        Optional<Instant> endedAt,
        Optional<CallEnded.Reason> endReason,
        Optional<String> screenShareUser,
        List<Participant> participants) {
    /** Copies the list. */
    public Call {
        participants = List.copyOf(participants);
    }

    /** The same with other participants. */
    Call with(List<Participant> others) {
        return new Call(
                id, channel, initiator, state, startedAt, answeredAt, endedAt, endReason, screenShareUser, others);
    }

    /** The same, but showing the screen of {@code sharer} to those who know only one. */
    Call showing(Optional<String> sharer) {
        return new Call(id, channel, initiator, state, startedAt, answeredAt, endedAt, endReason, sharer, participants);
    }

    /** The same, but over, and nobody is in it any more. */
    Call over(CallState last, CallEnded.Reason reason, Instant at) {
        return new Call(
                id,
                channel,
                initiator,
                last,
                startedAt,
                answeredAt,
                Optional.of(at),
                Optional.of(reason),
                Optional.empty(),
                participants.stream()
                        .map(person -> person.isPending() || person.isAccepted() ? person.out(at) : person)
                        .toList());
    }

    /** Whether it rings or runs. */
    public boolean isLive() {
        return state.isLive();
    }

    /** The names of those who are in, in byte order. */
    public List<String> accepted() {
        return participants.stream()
                .filter(Participant::isAccepted)
                .map(Participant::user)
                .toList();
    }

    /** The names of those who are in and share their screens, in byte order. */
    public List<String> sharers() {
        return participants.stream()
                .filter(participant -> participant.isAccepted() && participant.sharing())
                .map(Participant::user)
                .toList();
    }

    /** What the call knows of {@code user}; empty if he has never had to do with it. */
    public Optional<Participant> participant(String user) {
        return participants.stream()
                .filter(participant -> participant.user().equals(user))
                .findFirst();
    }

    /** Whether {@code user} is in. */
    public boolean isIn(String user) {
        return participant(user).filter(Participant::isAccepted).isPresent();
    }
}
