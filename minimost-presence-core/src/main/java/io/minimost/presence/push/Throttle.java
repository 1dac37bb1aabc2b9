package io.minimost.presence.push;

import java.util.function.LongSupplier;

/**
 * Keeps repeated work from taking all the time. After each run, the work is throttled for twice as long as it took: an
 * event for a few connections is sent at once, one for thousands about every second. Thread-safe.
 */
final class Throttle {
    private static final long FACTOR = 2;
    private static final long MIN_NANOS = 50_000_000;
    private static final long MIN_NANOS_AFTER_FAILURE = 1_000_000_000;

    private final LongSupplier nanoTime;
    private volatile long until;

    Throttle(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        until = nanoTime.getAsLong();
    }

    /** By the time that work really takes, whatever clock the connections have. */
    static Throttle ofWork() {
        return new Throttle(System::nanoTime);
    }

    /** For how many nanoseconds the work is still throttled; not positive if it is not. */
    long remainingNanos() {
        return until - nanoTime.getAsLong();
    }

    /** Runs {@code work}, and throttles it afterwards. */
    void run(Runnable work) {
        long start = nanoTime.getAsLong();
        boolean succeeded = false;
        try {
            work.run();
            succeeded = true;
        } finally {
            hasRun(nanoTime.getAsLong() - start, succeeded);
        }
    }

    /** The work was done together with other work, and took {@code nanos} of that time. */
    void hasRun(long nanos, boolean succeeded) {
        long min = succeeded ? MIN_NANOS : MIN_NANOS_AFTER_FAILURE;
        until = nanoTime.getAsLong() + Math.max(min, FACTOR * nanos);
    }
}
