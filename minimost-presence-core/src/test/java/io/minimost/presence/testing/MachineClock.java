package io.minimost.presence.testing;

import io.minimost.presence.internal.StoreClock;
import java.time.Duration;
import java.time.Instant;

/** The clock of a machine: time passes, and somebody may set it. */
public final class MachineClock {
    private volatile Instant wall = StoreFixture.START;

    // Near the end of the range: nanoTime may be anything, and may overflow while we run.
    private volatile long nanos = Long.MAX_VALUE - 5;

    /** The clock of a store on this machine. */
    public StoreClock forStore() {
        return StoreClock.watched(this::now, () -> nanos);
    }

    public Instant now() {
        return wall;
    }

    /** {@code time} passes. */
    public synchronized void pass(Duration time) {
        wall = wall.plus(time);
        nanos += time.toNanos();
    }

    /** The clock is set forward, or back if {@code by} is negative. No time passes. */
    public synchronized void set(Duration by) {
        wall = wall.plus(by);
    }
}
