package io.minimost.presence.calls;

import java.util.Optional;

/**
 * The result of joining a call. Immutable.
 *
 * @param call the call after that; empty if there is no such call
 * @param lastSignal the id of the newest signal of the call; 0 if it has none or the user did not join. The signals for the
 *     user have greater ids, because joining deletes the earlier ones
 */
public record JoinResult(Outcome outcome, Optional<Call> call, long lastSignal) {
    /** Whether the user joined, or why not. */
    public enum Outcome {
        /** The user is in the call. */
        JOINED,
        /** There is no such call. */
        NO_SUCH_CALL,
        /** The call is over; nothing changed. */
        OVER,
        /** The user is not a participant of the call's channel, and was not invited; nothing changed. */
        NOT_ALLOWED
    }

    static JoinResult refused(Outcome outcome, Optional<Call> call) {
        return new JoinResult(outcome, call, 0);
    }
}
