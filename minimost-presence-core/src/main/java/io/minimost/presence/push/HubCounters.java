package io.minimost.presence.push;

import io.minimost.presence.internal.LatencyRecorder;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a hub does. Without locks and allocations, because every event on every connection is counted. Thread-safe. */
final class HubCounters {
    private final Map<EndReason, LongAdder> ended = new EnumMap<>(EndReason.class);
    private final LongAdder refused = new LongAdder();
    private final LongAdder merged = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder topicReads = new LongAdder();
    private final LatencyRecorder delivery = new LatencyRecorder();
    private volatile long changedNanos = EventFrame.UNKNOWN;

    HubCounters() {
        for (EndReason reason : EndReason.values()) {
            ended.put(reason, new LongAdder());
        }
    }

    /** What is offered from now on was committed or published at {@code nanos}, of {@link System#nanoTime()}. */
    void startRound(long nanos) {
        changedNanos = nanos;
    }

    /** It is not known when what is offered from now on was committed or published. */
    void endRound() {
        changedNanos = EventFrame.UNKNOWN;
    }

    /** When what is offered now was committed or published. */
    long changedNanos() {
        return changedNanos;
    }

    void ended(EndReason reason) {
        Objects.requireNonNull(ended.get(reason)).increment();
    }

    /** A failure of the host is not counted: more connections would not help. */
    void refused(ConnectionRefusedException.Reason reason) {
        if (reason != ConnectionRefusedException.Reason.HOST_FAILED) {
            refused.increment();
        }
    }

    void merged(int frames) {
        if (frames > 0) {
            merged.add(frames);
        }
    }

    void dropped(int frames) {
        if (frames > 0) {
            dropped.add(frames);
        }
    }

    void topicRead() {
        topicReads.increment();
    }

    /** An event was written that was committed or published at {@code changedNanos}. */
    void delivered(long changedNanos) {
        delivery.recordSince(changedNanos);
    }

    HubStats snapshot(ConnectionIndex connections, int topics) {
        Map<EndReason, Long> endedByReason = new EnumMap<>(EndReason.class);
        ended.forEach((reason, count) -> endedByReason.put(reason, count.sum()));
        return new HubStats(
                connections.size(),
                connections.users().size(),
                connections.mostOfUser(),
                refused.sum(),
                endedByReason,
                connections.all().stream().mapToLong(EventConnection::waiting).sum(),
                merged.sum(),
                dropped.sum(),
                delivery.snapshot(),
                topics,
                topicReads.sum());
    }
}
