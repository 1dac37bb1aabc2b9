package io.minimost.presence.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clock of the database, which is the same for all nodes: a clock of this machine that nobody sets, and its distance from
 * the database's, which is measured again and again. The wall clock of the machine has no part in it. Thread-safe.
 */
final class PostgresClock implements InstantSource {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresClock.class);
    private static final int TRIES = 5;
    private static final long NANOS = 1_000_000_000;
    private static final Duration WORTH_TELLING = Duration.ofSeconds(1);

    private final DoubleSupplier database;
    private final LongSupplier nanoTime;
    private volatile long offsetNanos;

    /**
     * @param database asks the database for its time, in seconds since the epoch
     * @param nanoTime a clock that nobody sets
     */
    PostgresClock(DoubleSupplier database, LongSupplier nanoTime) {
        this.database = database;
        this.nanoTime = nanoTime;
        offsetNanos = measure().offsetNanos;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochSecond(0, nanoTime.getAsLong() + offsetNanos);
    }

    /** Measures the distance again. What lies within the error of the measurement changes nothing. */
    void adjust() {
        Measurement measured = measure();
        long deviation = measured.offsetNanos - offsetNanos;
        if (Math.abs(deviation) > measured.errorNanos) {
            if (Duration.ofNanos(Math.abs(deviation)).compareTo(WORTH_TELLING) > 0) {
                LOG.info("the clock of the database is followed by a step of {}", Duration.ofNanos(deviation));
            }
            offsetNanos = measured.offsetNanos;
        }
    }

    /** @param errorNanos by how much it may be wrong: half of the time that the question took */
    private record Measurement(long offsetNanos, long errorNanos) {}

    /** The best of several, which is the one that took the shortest time. */
    private Measurement measure() {
        Measurement best = tryOnce();
        for (int i = 1; i < TRIES; i++) {
            Measurement next = tryOnce();
            best = next.errorNanos < best.errorNanos ? next : best;
        }
        return best;
    }

    private Measurement tryOnce() {
        long before = nanoTime.getAsLong();
        double seconds = database.getAsDouble();
        long half = (nanoTime.getAsLong() - before) / 2;
        return new Measurement((long) (seconds * NANOS) - before - half, half);
    }
}
