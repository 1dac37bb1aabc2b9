package io.minimost.presence.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that is a second later each time it is asked: SQLite does not write a row that is what it was, so a benchmark
 * within one second would measure nothing.
 */
final class MovingClock implements InstantSource {
    static final long START = 1_800_000_000L;

    /** The longest that a store accepts. No run asks the clock so often that a row falls out of it. */
    static final Duration WINDOW = Duration.ofDays(366);

    private final AtomicLong second = new AtomicLong(START);

    @Override
    public Instant instant() {
        return Instant.ofEpochSecond(second());
    }

    long second() {
        return second.incrementAndGet();
    }
}
