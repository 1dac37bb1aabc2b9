package io.minimost.presence.internal;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The clock of a store. It answers how long ago something must have happened for a deadline to have passed. Time in which
 * nobody could be heard does not count. Thread-safe.
 */
public interface StoreClock {
    /** A clock that is right by definition: every step forward is time that has passed. For tests and simulations. */
    static StoreClock trusted(InstantSource source) {
        return new TrustedClock(source);
    }

    /**
     * The clock of the machine, which may be set while the store runs.
     *
     * @param nanoTime a clock that nobody sets, such as {@link System#nanoTime}
     */
    static StoreClock watched(InstantSource wall, LongSupplier nanoTime) {
        return new WatchedClock(wall, nanoTime);
    }

    /** The current time, as other processes see it. */
    Instant now();

    /** The time since which {@code age} has passed at {@code now}: earlier by {@code age}, and by what does not count of it. */
    Instant ago(Instant now, Duration age);

    /**
     * The latest time that counts at {@code now}. What is later was written before the clock was set back, and is dealt with
     * by {@link #afterSetBack}: until then there is no latest time.
     */
    Instant latest(Instant now);

    /**
     * Records that the store's timer sweeps. Call it only if that happens regularly: a sweep that comes late means that the
     * process stood still.
     */
    void recordSweep();

    /**
     * Runs {@code work} if the clock was set back since {@code work} last began and did not fail. Times that are ahead of it
     * are from before then.
     */
    void afterSetBack(Runnable work);

    /** {@code time - length}, or the first or last instant if it would be outside of their range. */
    static Instant earlier(Instant time, Duration length) {
        try {
            return time.minus(length);
        } catch (ArithmeticException | DateTimeException e) {
            return length.isNegative() ? Instant.MAX : Instant.MIN;
        }
    }
}
