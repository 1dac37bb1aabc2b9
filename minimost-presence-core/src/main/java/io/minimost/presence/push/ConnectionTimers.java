package io.minimost.presence.push;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/** Decides when a connection needs a keep-alive, and when it ends. Thread-safe. */
final class ConnectionTimers {
    /** Proxies and phones drop a connection that is silent for longer. */
    static final Duration KEEP_ALIVE_AFTER = Duration.ofSeconds(15);

    /**
     * The same for a connection of a session whose transport does not notice that its client is gone: it does so when the second
     * of two writes fails. Less than the time between two ticks, so that each tick writes.
     */
    static final Duration CHECK_AFTER = Duration.ofSeconds(1);

    /**
     * How long a connection lasts. Up to a fifth is added by chance, so that not all clients connect again at once.
     */
    static final Duration LIFETIME = Duration.ofMinutes(5);

    /**
     * How long a client may read nothing; not less than {@link #KEEP_ALIVE_AFTER}, because it is not checked before.
     */
    static final Duration STUCK_AFTER = Duration.ofSeconds(20);

    /** By then, a host has published the events that were stored when the connection began. */
    static final Duration SETTLED_AFTER = Duration.ofMinutes(1);

    private final LongSupplier nanoTime;
    private final long keepAliveAfter;
    private final long start;
    private final long end;
    private volatile long lastWrite;

    ConnectionTimers(LongSupplier nanoTime, Duration keepAliveAfter) {
        this.nanoTime = nanoTime;
        this.keepAliveAfter = keepAliveAfter.toNanos();
        start = nanoTime.getAsLong();
        lastWrite = start;
        end = start
                + LIFETIME.toNanos()
                + ThreadLocalRandom.current().nextLong(LIFETIME.dividedBy(5).toNanos());
    }

    void recordWrite() {
        lastWrite = nanoTime.getAsLong();
    }

    boolean isSilent() {
        return sinceLastWrite() >= keepAliveAfter;
    }

    /** @param hasWaiting whether something waits to be sent */
    boolean isStuck(boolean hasWaiting) {
        return hasWaiting && sinceLastWrite() >= STUCK_AFTER.toNanos();
    }

    boolean isSettled() {
        return nanoTime.getAsLong() - start >= SETTLED_AFTER.toNanos();
    }

    boolean isExpired() {
        return nanoTime.getAsLong() - end >= 0;
    }

    private long sinceLastWrite() {
        return nanoTime.getAsLong() - lastWrite;
    }
}
