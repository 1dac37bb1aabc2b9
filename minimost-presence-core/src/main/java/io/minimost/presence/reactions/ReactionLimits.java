package io.minimost.presence.reactions;

import java.util.Locale;

/**
 * How many reactions a message may have. Existing reactions beyond a limit stay, and can be removed. Immutable.
 *
 * @param perMessage how many different reactions a message may have, at least 1
 * @param perUser how many reactions one user may have on a message, at least 1
 */
public record ReactionLimits(int perMessage, int perUser) {
    /** 100 different reactions to a message, 50 of one user. */
    public static final ReactionLimits DEFAULT = new ReactionLimits(100, 50);

    /**
     * Sets both limits.
     *
     * @throws IllegalArgumentException if one is less than 1
     */
    public ReactionLimits {
        if (perMessage < 1 || perUser < 1) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "limits of %d reactions on a message and %d of one user must both be at least 1",
                    perMessage,
                    perUser));
        }
    }
}
