package io.minimost.presence.internal;

import java.time.Duration;
import java.time.Instant;

/**
 * How far stored times may be ahead of the clock. Other processes write them by clocks of their own; what is further ahead
 * was written before the clock was set back.
 */
public final class ClockSkew {
    /** Whole seconds. */
    public static final Duration TOLERATED = Duration.ofSeconds(2);

    private ClockSkew() {}

    /** The latest time that is not ahead of a clock that shows {@code now}. */
    public static Instant latest(Instant now) {
        return now.plus(TOLERATED);
    }

    /** Whether {@code time} was written before a clock that shows {@code now} was set back. */
    public static boolean isAhead(Instant time, Instant now) {
        return time.isAfter(latest(now));
    }
}
