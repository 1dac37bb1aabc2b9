package io.minimost.presence.internal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the events that were added and those that were delivered. Thread-safe. */
final class DeliveryProgress {
    private final AtomicLong added = new AtomicLong();
    private volatile long delivered;
    private volatile int waiters;

    /** Counts one more event and returns its number. */
    long added() {
        return added.incrementAndGet();
    }

    /** Records that all events up to {@code number} are delivered or dropped. Called by one thread at a time. */
    void delivered(long number) {
        delivered = number;
        if (waiters > 0) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    long waiting() {
        return added.get() - delivered;
    }

    synchronized boolean awaitDelivered(Duration atMost) throws InterruptedException {
        long target = added.get();
        long deadline = System.nanoTime() + atMost.toNanos();
        waiters++;
        try {
            long left = atMost.toNanos();
            while (delivered < target && left > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                left = deadline - System.nanoTime();
            }
            return delivered >= target;
        } finally {
            waiters--;
        }
    }
}
