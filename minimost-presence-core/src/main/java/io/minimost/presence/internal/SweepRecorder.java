package io.minimost.presence.internal;

import io.minimost.presence.stats.StoreActivity.Sweeps;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts the sweeps, of which one runs at a time, and what they end. Thread-safe. */
final class SweepRecorder {
    private final LatencyRecorder latency = new LatencyRecorder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private volatile OptionalLong lastNanos = OptionalLong.empty();
    private volatile @Nullable Thread sweeper;

    void run(Runnable sweep) {
        long start = System.nanoTime();
        sweeper = Thread.currentThread();
        try {
            sweep.run();
        } catch (RuntimeException e) {
            failures.increment();
            throw e;
        } finally {
            sweeper = null;
            latency.recordSince(start);
            lastNanos = OptionalLong.of(System.nanoTime());
        }
    }

    /** Counts what {@code operation} has published if a sweep has done it. */
    void written(WriteOperation<?> operation) {
        if (sweeper == Thread.currentThread()) {
            ended.add(operation.events().size());
        }
    }

    Sweeps snapshot() {
        OptionalLong last = lastNanos;
        return new Sweeps(
                latency.snapshot(),
                failures.sum(),
                ended.sum(),
                last.isPresent()
                        ? Optional.of(Duration.ofNanos(System.nanoTime() - last.getAsLong()))
                        : Optional.empty());
    }
}
