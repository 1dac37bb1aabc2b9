package io.minimost.presence.push;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A current value that connections watch. It is read and written as JSON once for all of them. Thread-safe. */
final class Topic {
    private final Supplier<TopicValue> read;
    private final Set<EventConnection> watchers = ConcurrentHashMap.newKeySet();
    private final Throttle throttle = Throttle.ofWork();
    private @Nullable TopicValue current;
    private volatile boolean outdated;
    private volatile long outdatedSince;

    Topic(Supplier<TopicValue> read) {
        this.read = read;
    }

    void add(EventConnection connection) {
        watchers.add(connection);
    }

    /** Returns whether no connection is left that watches it. */
    boolean remove(EventConnection connection) {
        watchers.remove(connection);
        return watchers.isEmpty();
    }

    /**
     * Marks the value that was read as outdated. A broadcast is to follow.
     *
     * @param nanos when the change was committed, by {@link System#nanoTime()}
     */
    void markOutdated(long nanos) {
        if (!outdated) {
            outdatedSince = nanos;
            outdated = true;
        }
    }

    /**
     * The current value for the user of {@code connection}, which was just added. If the value has changed, it is sent
     * to the other connections, too.
     *
     * @param mayBeOutdated whether there may be a change that was not broadcast yet
     */
    synchronized EventFrame currentFrameFor(EventConnection connection, boolean mayBeOutdated) {
        TopicValue value = current == null || outdated || mayBeOutdated ? readAndBroadcast(connection) : current;
        return value.frameFor(connection.subscriber().user());
    }

    /** Reads the value again, and sends it to those for whom it has changed. */
    void broadcast() {
        throttle.run(() -> readAndBroadcast(null));
    }

    /** For how many nanoseconds it is still throttled; not positive if it is not. */
    long throttledNanos() {
        return throttle.remainingNanos();
    }

    private synchronized TopicValue readAndBroadcast(@Nullable EventConnection newcomer) {
        long changed = outdated ? outdatedSince : System.nanoTime();
        outdated = false;
        TopicValue before = current;
        // If reading fails, no value is known to be current.
        current = null;
        TopicValue value = read.get();
        current = value;
        if (before != null && value.hasSameContentAs(before)) {
            return value;
        }
        ParallelDelivery.forEach(watchers, connection -> {
            String user = connection.subscriber().user();
            EventFrame frame = value.frameFor(user);
            if (connection != newcomer && (before == null || !frame.hasSameContentAs(before.frameFor(user)))) {
                frame.changedAt(changed);
                connection.offer(frame);
            }
        });
        return value;
    }
}
