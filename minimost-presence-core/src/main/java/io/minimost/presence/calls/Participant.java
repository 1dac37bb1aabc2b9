package io.minimost.presence.calls;

import java.time.Instant;
import java.util.Optional;

/**
 * A user who is or was in a call, or is or was called. Immutable.
 *
 * @param joinedAt when the user last joined; empty if they never did
 * @param leftAt when the user last left the call or stopped being called; empty if they never did, or were invited again. It
 *     stays when they join again, as in MiniMost
 * @param sharing whether the user shares their screen in the call
 * @param invitedAt when the call last began to ring for the user; empty if it never did
 * @param lastSeenAt when the user's client last joined or sent a heartbeat; empty if it never did, or if MiniMost's first
 *     generation wrote the row
 */
public record Participant(
        String user,
        Role role,
        State state,
        Optional<Instant> joinedAt,
        Optional<Instant> leftAt,
        boolean sharing,
        Optional<Instant> invitedAt,
        Optional<Instant> lastSeenAt) {

    /** The role of a participant. */
    public enum Role {
        /** The user who started the call, or who took that place when the former was deleted. */
        INITIATOR("initiator"),
        /** Any other participant. */
        PARTICIPANT("participant");

        private final String value;

        Role(String value) {
            this.value = value;
        }

        /** The role in the database and in JSON. */
        public String value() {
            return value;
        }

        static Role fromValue(String value) {
            return INITIATOR.value.equals(value) ? INITIATOR : PARTICIPANT;
        }
    }

    /** Whether a participant is in the call. The values are MiniMost's. */
    public enum State {
        /** The call rings for the user. */
        PENDING("pending"),
        /** The user is in the call. */
        ACCEPTED("accepted"),
        /** The user declined or did not answer in time, or the call ended while it rang for them. */
        REJECTED("rejected"),
        /** The user was in the call, and no longer is. */
        LEFT("left");

        private final String value;

        State(String value) {
            this.value = value;
        }

        /** The state in the database and in JSON. */
        public String value() {
            return value;
        }

        static State fromValue(String value) {
            for (State state : values()) {
                if (state.value.equals(value)) {
                    return state;
                }
            }
            return LEFT;
        }
    }

    /** A copy that is out of the call, and no longer called. */
    Participant out(Instant at) {
        State out = isPending() ? State.REJECTED : State.LEFT;
        return new Participant(user, role, out, joinedAt, Optional.of(at), false, invitedAt, lastSeenAt);
    }

    boolean isPending() {
        return state == State.PENDING;
    }

    boolean isAccepted() {
        return state == State.ACCEPTED;
    }
}
