package io.minimost.presence.internal;

import java.time.Duration;
import java.time.Instant;

/** Runs work at the first sweep, and then once in each interval of the store's clock, at a sweep. */
public final class PeriodicTask implements Runnable {
    private final Database database;
    private final Duration interval;
    private final Runnable work;
    private Instant next = Instant.MIN;

    private PeriodicTask(Database database, Duration interval, Runnable work) {
        this.database = database;
        this.interval = interval;
        this.work = work;
    }

    /** A task that runs {@code work} every hour, once it is registered with {@link StoreCallbacks#onSweep}. */
    public static PeriodicTask hourly(Database database, Runnable work) {
        return new PeriodicTask(database, Duration.ofHours(1), work);
    }

    /** A task that runs {@code work} every minute, once it is registered with {@link StoreCallbacks#onSweep}. */
    public static PeriodicTask everyMinute(Database database, Runnable work) {
        return new PeriodicTask(database, Duration.ofMinutes(1), work);
    }

    @Override
    public void run() {
        Instant now = database.now();
        // The second case: the clock was set back.
        if (!now.isBefore(next) || next.isAfter(now.plus(interval))) {
            next = now.plus(interval);
            work.run();
        }
    }
}
