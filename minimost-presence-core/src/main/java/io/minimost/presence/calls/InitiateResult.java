package io.minimost.presence.calls;

import java.util.Optional;

/**
 * What became of an attempt to start a call. Immutable.
 *
 * @param call the new call if it rings, the one that is in the way if the channel is busy, else empty
 */
public record InitiateResult(Outcome outcome, Optional<Call> call) {
    /** What became of it. */
    public enum Outcome {
        /** It rings. */
        RINGING,
        /** The channel has a live call, which one may join instead; nothing changed. */
        BUSY,
        /** There is nobody else in the channel; nothing changed. */
        NOBODY_ELSE,
        /** The caller does not take part in the channel, or it is a public one; nothing changed. */
        NOT_ALLOWED
    }

    static InitiateResult refused(Outcome outcome) {
        return new InitiateResult(outcome, Optional.empty());
    }
}
