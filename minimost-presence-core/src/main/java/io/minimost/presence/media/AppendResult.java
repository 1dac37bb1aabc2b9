package io.minimost.presence.media;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * What became of a piece of a recording that somebody appended.
 *
 * @param sequence its place among the pieces; empty if it was refused
 */
public record AppendResult(MediaOutcome outcome, OptionalLong sequence) {
    /**
     * The two belong together.
     *
     * @throws IllegalArgumentException if there is a sequence without a stored piece, or the reverse
     */
    public AppendResult {
        Objects.requireNonNull(outcome, "outcome");
        if (sequence.isPresent() != (outcome == MediaOutcome.STORED)) {
            throw new IllegalArgumentException("%s with sequence %s".formatted(outcome, sequence));
        }
    }

    /** A piece that is stored. */
    public static AppendResult stored(long sequence) {
        return new AppendResult(MediaOutcome.STORED, OptionalLong.of(sequence));
    }

    /** A piece that is not stored, for the reason {@code outcome}. */
    public static AppendResult refused(MediaOutcome outcome) {
        return new AppendResult(outcome, OptionalLong.empty());
    }
}
