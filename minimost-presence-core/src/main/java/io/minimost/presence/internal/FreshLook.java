package io.minimost.presence.internal;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** When it was last looked for changes that others have committed. Thread-safe. */
final class FreshLook {
    /** How old such a change may be before an answer that is kept has to show it. */
    static final long MAX_AGE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** How long after the last question a writer looks for those who only read. */
    private static final long ASKED_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanoTime;
    private volatile long lastNanos;
    private volatile long askedNanos;

    FreshLook(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        lastNanos = nanoTime.getAsLong() - MAX_AGE_NANOS;
        askedNanos = nanoTime.getAsLong() - ASKED_NANOS;
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

    /** Whether somebody who reads needs another look now. */
    boolean isDue() {
        long now = nanoTime.getAsLong();
        boolean due = isDue(now);
        if (due) {
            askedNanos = now;
        }
        return due;
    }

    /**
     * Whether a writer has to look, at {@code nanos}: while writers have the database all the time, those who read cannot look
     * themselves.
     */
    boolean isDueForWriter(long nanos) {
        return isDue(nanos) && nanos - askedNanos < ASKED_NANOS;
    }

    private boolean isDue(long nanos) {
        return nanos - lastNanos >= MAX_AGE_NANOS;
    }
}
