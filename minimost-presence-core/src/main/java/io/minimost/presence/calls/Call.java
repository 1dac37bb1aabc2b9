package io.minimost.presence.calls;

import io.minimost.presence.events.PresenceEvent.CallEnded;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A call as it was when it was read. Immutable.
 *
 * @param id random text
 * @param channel the direct or private channel whose participants may join
 * @param initiator the user who started it and may have left since; another participant after that user was deleted
 * @param startedAt when it began to ring
 * @param answeredAt when the second user joined; empty if none did
 * @param endedAt when it ended; empty while it is live
 * @param endReason why it ended; empty while it is live, and if MiniMost ended it
 * @param screenShareUser the user whose screen is shown by clients that show only one; empty if no user shares. All of them:
 *     {@link #sharers()}
 * @param participants the users who are or were in it or called, in byte order of their names
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

    /** A copy with other participants. */
    Call withParticipants(List<Participant> others) {
        return new Call(
                id, channel, initiator, state, startedAt, answeredAt, endedAt, endReason, screenShareUser, others);
    }

    /** A copy with another screen share user. */
    Call withScreenShareUser(Optional<String> sharer) {
        return new Call(id, channel, initiator, state, startedAt, answeredAt, endedAt, endReason, sharer, participants);
    }

    /** A copy that is over: no user is in it or called any more. */
    Call ended(CallState last, CallEnded.Reason reason, Instant at) {
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

    /** Whether it is ringing or active. */
    public boolean isLive() {
        return state.isLive();
    }

    /** The names of the users who are in the call, in byte order. */
    public List<String> accepted() {
        return participants.stream()
                .filter(Participant::isAccepted)
                .map(Participant::user)
                .toList();
    }

    /** The names of the users who are in the call and share their screens, in byte order. */
    public List<String> sharers() {
        return participants.stream()
                .filter(participant -> participant.isAccepted() && participant.sharing())
                .map(Participant::user)
                .toList();
    }

    /** The participant of that name; empty if {@code user} is not a participant. */
    public Optional<Participant> participant(String user) {
        return participants.stream()
                .filter(participant -> participant.user().equals(user))
                .findFirst();
    }

    /** Whether {@code user} is in the call. */
    public boolean isIn(String user) {
        return participant(user).filter(Participant::isAccepted).isPresent();
    }
}
