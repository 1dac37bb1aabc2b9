package io.minimost.presence.internal;

import java.util.concurrent.TimeUnit;

/** Follows the clock of the database every ten seconds. */
final class PostgresClockSweep implements Runnable {
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final PostgresClock clock;
    private long lastNanos = System.nanoTime();

    PostgresClockSweep(PostgresClock clock) {
        this.clock = clock;
    }

    @Override
    public void run() {
        if (System.nanoTime() - lastNanos > INTERVAL_NANOS) {
            lastNanos = System.nanoTime();
            clock.adjust();
        }
    }
}
