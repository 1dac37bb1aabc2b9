package io.minimost.presence.push;

/**
 * Keeps work that is done again and again from taking all the time. Having been done, it rests for twice as long as it
 * took: what goes to a few streams is told at once, what goes to thousands about every second. Thread-safe.
 */
final class Throttle {
    private static final long FACTOR = 2;
    private static final long MIN_NANOS = 50_000_000;
    private static final long MIN_NANOS_AFTER_FAILURE = 1_000_000_000;

    private volatile long until = System.nanoTime();

    /** For how much longer the work rests; not positive if it does not. */
    long remainingNanos() {
        return until - System.nanoTime();
    }

    /** Does {@code work}, which then rests. */
    void after(Runnable work) {
        long start = System.nanoTime();
        long min = MIN_NANOS_AFTER_FAILURE;
        try {
            work.run();
            min = MIN_NANOS;
        } finally {
            long end = System.nanoTime();
            until = end + Math.max(min, FACTOR * (end - start));
        }
    }
}
