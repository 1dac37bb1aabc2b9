package io.minimost.presence.internal;

import java.time.Duration;
import java.time.Instant;

/** Runs a chore in the first sweep, and then in one sweep of each hour by the store's clock. */
public final class Hourly implements Runnable {
    private static final Duration INTERVAL = Duration.ofHours(1);

    private final Database database;
    private final Runnable chore;
    private Instant next = Instant.MIN;

    /** A chore; it runs once it is registered with {@link Hooks#onSweep}. */
    public Hourly(Database database, Runnable chore) {
        this.database = database;
        this.chore = chore;
    }

    @Override
    public synchronized void run() {
        Instant now = database.now();
        // The second case: the clock was set back.
        if (!now.isBefore(next) || next.isAfter(now.plus(INTERVAL))) {
            next = now.plus(INTERVAL);
            chore.run();
        }
    }
}
