package io.minimost.presence.internal;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** When it was last looked for changes that others have committed. Thread-safe. */
final class FreshLook {
    /** How old such a change may be before an answer that is kept has to show it. */
    static final long MAX_AGE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final LongSupplier nanoTime;
    private volatile long lastNanos;

    FreshLook(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        lastNanos = nanoTime.getAsLong() - MAX_AGE_NANOS;
    }

    /** The time of a look that begins now. */
    long begin() {
        return nanoTime.getAsLong();
    }

    /** A look that began at {@code nanos} has seen everything that was committed by then. */
    synchronized void done(long nanos) {
        if (nanos - lastNanos > 0) {
            lastNanos = nanos;
        }
    }

    /** Whether a look that begins at {@code nanos} is needed. */
    boolean isDue(long nanos) {
        return nanos - lastNanos >= MAX_AGE_NANOS;
    }

    boolean isDue() {
        return isDue(nanoTime.getAsLong());
    }
}
