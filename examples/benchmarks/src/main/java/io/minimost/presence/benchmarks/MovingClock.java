package io.minimost.presence.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that advances a second each time it is read: SQLite does not write a row that has not changed, so a benchmark
 * within one second would measure nothing.
 */
final class MovingClock implements InstantSource {
    static final long START = 1_800_000_000L;

    /** The longest window that a store accepts. No run reads the clock so often that a row leaves it. */
    static final Duration WINDOW = Duration.ofDays(366);

    private final AtomicLong second = new AtomicLong(START);

    @Override
    public Instant instant() {
        return Instant.ofEpochSecond(second());
    }

    long second() {
        return second.incrementAndGet();
    }

    void advance(Duration time) {
        second.addAndGet(time.toSeconds());
    }
}
