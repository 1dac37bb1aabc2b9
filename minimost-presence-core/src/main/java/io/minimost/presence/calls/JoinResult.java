package io.minimost.presence.calls;

import java.util.Optional;

/**
 * What became of an attempt to join a call. Immutable.
 *
 * @param call the call after it; empty if there is no such call
 * @param lastSignal the number of the call's newest signal, 0 if it has none: what is read after it concerns this
 *     membership, and none that came before
 */
public record JoinResult(Outcome outcome, Optional<Call> call, long lastSignal) {
    /** What became of it. */
    public enum Outcome {
        /** He is in. */
        JOINED,
        /** There is no such call. */
        NO_SUCH_CALL,
        /** The call is over; nothing changed. */
        OVER,
        /** He neither takes part in the call's channel nor was invited; nothing changed. */
        NOT_ALLOWED
    }

    static JoinResult refused(Outcome outcome, Optional<Call> call) {
        return new JoinResult(outcome, call, 0);
    }
}
