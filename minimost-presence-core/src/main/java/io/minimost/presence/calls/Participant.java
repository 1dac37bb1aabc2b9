package io.minimost.presence.calls;

import java.time.Instant;
import java.util.Optional;

/**
 * Somebody who is or was in a call, or is being called. Immutable.
 *
 * @param joinedAt when he joined, the last time if he did so more than once; empty if he never did
 * @param leftAt when he left or stopped being called, the last time; it stays when he joins again, as in MiniMost
 * @param sharing whether he shares his screen in the call
 * @param invitedAt when his client began to ring, the last time; empty if it never did
 * @param lastSeenAt when his client was last heard of in the call; empty if it never was, as in the first MiniMost
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

    /** Who he is in the call. */
    public enum Role {
        /** He started it. */
        INITIATOR("initiator"),
        /** He was called or walked in. */
        PARTICIPANT("participant");

        private final String value;

        Role(String value) {
            this.value = value;
        }

        /** The role as it stands in the database and in JSON. */
        public String value() {
            return value;
        }

        static Role fromValue(String value) {
            return INITIATOR.value.equals(value) ? INITIATOR : PARTICIPANT;
        }
    }

    /** Whether he is in. The words are MiniMost's. */
    public enum State {
        /** He is being called. */
        PENDING("pending"),
        /** He is in. */
        ACCEPTED("accepted"),
        /** He said no, or did not answer in time. */
        REJECTED("rejected"),
        /** He was in, or was called, and no longer is. */
        LEFT("left");

        private final String value;

        State(String value) {
            this.value = value;
        }

        /** The state as it stands in the database and in JSON. */
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

    /** The same, but no longer ringing or in. */
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
