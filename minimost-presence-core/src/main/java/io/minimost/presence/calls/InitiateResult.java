package io.minimost.presence.calls;

import java.util.Optional;

/**
 * The result of starting a call. Immutable.
 *
 * @param call the new call if it rings, the live call of the channel if it is {@code BUSY}, else empty
 */
public record InitiateResult(Outcome outcome, Optional<Call> call) {
    /** Whether the call was started, or why not. */
    public enum Outcome {
        /** The new call rings. */
        RINGING,
        /** The channel has a live call, which the caller may join instead; nothing changed. */
        BUSY,
        /** The channel has no other participant; nothing changed. */
        NOBODY_ELSE,
        /** The caller is not a participant of the channel, or it is a public one; nothing changed. */
        NOT_ALLOWED
    }

    static InitiateResult refused(Outcome outcome) {
        return new InitiateResult(outcome, Optional.empty());
    }
}
