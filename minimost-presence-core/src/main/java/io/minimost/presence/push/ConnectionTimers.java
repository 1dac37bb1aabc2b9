package io.minimost.presence.push;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/** When a stream has to say something, and when it is over. Thread-safe. */
final class ConnectionTimers {
    /** Silence after which proxies and phones would give a connection up. */
    static final Duration PING = Duration.ofSeconds(15);

    /** A stream lives this long, and up to a fifth longer by chance, so that not all of them come back together. */
    static final Duration LIFE = Duration.ofMinutes(5);

    /** How long a client that takes nothing is borne; not less than {@link #PING}. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    /** After so long, a host has published what it had stored when the connection began. */
    static final Duration SETTLING = Duration.ofMinutes(1);

    private final LongSupplier nanoTime;
    private final long start;
    private final long end;
    private volatile long lastWrite;

    ConnectionTimers(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        start = nanoTime.getAsLong();
        lastWrite = start;
        end = start
                + LIFE.toNanos()
                + ThreadLocalRandom.current().nextLong(LIFE.dividedBy(5).toNanos());
    }

    void wrote() {
        lastWrite = nanoTime.getAsLong();
    }

    boolean isSilent() {
        return sinceLastWrite() >= PING.toNanos();
    }

    /** @param waits whether there is something that the client does not take */
    boolean isStuck(boolean waits) {
        return waits && sinceLastWrite() >= PATIENCE.toNanos();
    }

    boolean isSettled() {
        return nanoTime.getAsLong() - start >= SETTLING.toNanos();
    }

    boolean isOver() {
        return nanoTime.getAsLong() - end >= 0;
    }

    private long sinceLastWrite() {
        return nanoTime.getAsLong() - lastWrite;
    }
}
