package io.minimost.presence.internal;

import io.minimost.presence.stats.LatencyStats;
import io.minimost.presence.stats.LatencyStats.Bucket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts how long something takes. Recording takes some tens of nanoseconds, without a lock and without an allocation, also if
 * many threads record. Thread-safe.
 */
public final class LatencyRecorder {
    private static final long[] BOUNDS_NANOS = {
        10_000,
        25_000,
        50_000,
        100_000,
        250_000,
        500_000,
        1_000_000,
        2_500_000,
        5_000_000,
        10_000_000,
        25_000_000,
        50_000_000,
        100_000_000,
        250_000_000,
        500_000_000,
        1_000_000_000,
        2_500_000_000L,
        5_000_000_000L,
        10_000_000_000L
    };

    private final LongAdder[] buckets = new LongAdder[BOUNDS_NANOS.length + 1];
    private final LongAdder totalNanos = new LongAdder();
    private final LongAccumulator longestNanos = new LongAccumulator(Math::max, 0);

    /** A recorder that has counted nothing. */
    public LatencyRecorder() {
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = new LongAdder();
        }
    }

    /** Counts one that took from {@code startNanos}, of {@link System#nanoTime()}, until now. */
    public void recordSince(long startNanos) {
        record(System.nanoTime() - startNanos);
    }

    /** Counts one that took {@code nanos}. */
    void record(long nanos) {
        int bucket = 0;
        while (bucket < BOUNDS_NANOS.length && nanos > BOUNDS_NANOS[bucket]) {
            bucket++;
        }
        buckets[bucket].increment();
        totalNanos.add(nanos);
        longestNanos.accumulate(nanos);
    }

    /** What was counted until now. */
    public LatencyStats snapshot() {
        List<Bucket> counted = new ArrayList<>(buckets.length);
        long count = 0;
        for (int i = 0; i < buckets.length; i++) {
            long inBucket = buckets[i].sum();
            Duration bound = i < BOUNDS_NANOS.length ? Duration.ofNanos(BOUNDS_NANOS[i]) : LatencyStats.NO_BOUND;
            counted.add(new Bucket(bound, inBucket));
            count += inBucket;
        }
        return new LatencyStats(
                count, Duration.ofNanos(totalNanos.sum()), Duration.ofNanos(longestNanos.get()), counted);
    }
}
