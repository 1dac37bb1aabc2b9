package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.internal.GroupCommitQueue.BatchRunner;
import io.minimost.presence.stats.CallKind;
import io.minimost.presence.stats.StoreActivity;
import io.minimost.presence.stats.StoreActivity.Asynchronous;
import io.minimost.presence.stats.StoreActivity.Batches;
import io.minimost.presence.stats.StoreActivity.Calls;
import io.minimost.presence.stats.StoreActivity.Listeners;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a store does, whatever its engine. Without locks and allocations, because every call is counted. Thread-safe. */
final class ActivityRecorder {
    private final Map<CallKind, KindRecorder> kinds = new EnumMap<>(CallKind.class);
    private final LongAdder batches = new LongAdder();
    private final LongAdder batchedCalls = new LongAdder();
    private final LongAccumulator largestBatch = new LongAccumulator(Math::max, 0);
    private final LongAdder busyRefusals = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final SweepRecorder sweeps = new SweepRecorder();

    private static final class KindRecorder {
        final LatencyRecorder latency = new LatencyRecorder();
        final LongAdder failures = new LongAdder();
    }

    ActivityRecorder() {
        for (CallKind kind : CallKind.values()) {
            kinds.put(kind, new KindRecorder());
        }
    }

    /** Counts a call that began at {@code startNanos} and has returned or thrown now. */
    void called(CallKind kind, long startNanos) {
        of(kind).latency.recordSince(startNanos);
    }

    /** Counts that a call has thrown {@code failure}; {@link #called} follows. */
    void failed(CallKind kind, PresenceStoreException failure) {
        of(kind).failures.increment();
        if (failure instanceof PresenceStoreException.Busy) {
            busyRefusals.increment();
        }
    }

    /** Counts that a commit is tried again. */
    void retried() {
        retries.increment();
    }

    /** The same runner, whose batches are counted. */
    BatchRunner counting(BatchRunner runner) {
        return batch -> {
            batches.increment();
            batchedCalls.add(batch.size());
            largestBatch.accumulate(batch.size());
            runner.run(batch);
        };
    }

    SweepRecorder sweeps() {
        return sweeps;
    }

    private KindRecorder of(CallKind kind) {
        return Objects.requireNonNull(kinds.get(kind));
    }

    StoreActivity snapshot(Listeners listeners, Asynchronous asynchronous) {
        Map<CallKind, Calls> calls = new EnumMap<>(CallKind.class);
        kinds.forEach(
                (kind, recorder) -> calls.put(kind, new Calls(recorder.latency.snapshot(), recorder.failures.sum())));
        return new StoreActivity(
                calls,
                new Batches(batches.sum(), batchedCalls.sum(), largestBatch.get()),
                busyRefusals.sum(),
                retries.sum(),
                asynchronous,
                listeners,
                sweeps.snapshot());
    }
}
