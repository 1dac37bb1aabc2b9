package io.minimost.presence.media;

import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * The result of appending a media chunk. Immutable.
 *
 * @param outcome whether the chunk is stored, or why not
 * @param sequence the number of the chunk, see {@link MediaChunk#sequence}; empty if it is not stored
 */
public record AppendResult(MediaOutcome outcome, OptionalLong sequence) {
    /**
     * Checks that there is a sequence if and only if the chunk is stored.
     *
     * @throws IllegalArgumentException if there is a sequence without a stored chunk, or the reverse
     */
    public AppendResult {
        Objects.requireNonNull(outcome, "outcome");
        if (sequence.isPresent() != (outcome == MediaOutcome.STORED)) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "%s with sequence %s", outcome, sequence));
        }
    }

    /** The result for a chunk that is stored as number {@code sequence}. */
    public static AppendResult stored(long sequence) {
        return new AppendResult(MediaOutcome.STORED, OptionalLong.of(sequence));
    }

    /**
     * The result for a chunk that is not stored.
     *
     * @param outcome why not
     * @throws IllegalArgumentException if that is {@link MediaOutcome#STORED}
     */
    public static AppendResult refused(MediaOutcome outcome) {
        return new AppendResult(outcome, OptionalLong.empty());
    }
}
