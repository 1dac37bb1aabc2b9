package io.minimost.presence.push;

import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A current value that connections watch. It is read and written as JSON once for all of them. Who reads it holds its lock from
 * before that until it was sent, so that no older value follows a newer one. Thread-safe.
 */
final class Topic {
    private final TopicGroup group;
    private final TopicKind kind;
    private final Supplier<TopicValue> read;

    /** How many connections need it. */
    private volatile int needed;

    private final Throttle throttle = Throttle.ofWork();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable TopicValue current;
    private volatile boolean outdated;
    private volatile long outdatedSince;

    Topic(TopicGroup group, TopicKind kind, Supplier<TopicValue> read) {
        this.group = group;
        this.kind = kind;
        this.read = read;
    }

    TopicKind kind() {
        return kind;
    }

    /** One more connection needs it, and is about to watch it. */
    synchronized void reserve() {
        needed++;
        if (needed == 1) {
            // Nobody has marked it while nobody needed it.
            markOutdated(System.nanoTime());
        }
    }

    /** One connection less needs it. */
    synchronized void release() {
        needed--;
    }

    /** Whether a connection needs it. If not, changes need not be announced. */
    boolean isNeeded() {
        return needed > 0;
    }

    /**
     * Sends {@code connection} new values from now on. A connection that is added under the lock under which it takes its first value
     * receives nothing before that.
     */
    void add(EventConnection connection) {
        group.startSending(kind, connection);
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
    EventFrame currentFrameFor(EventConnection connection, boolean mayBeOutdated) {
        lock.lock();
        try {
            if (isStale(mayBeOutdated)) {
                readAndSend(connection);
            }
            return frameFor(connection);
        } finally {
            lock.unlock();
        }
    }

    /** Reads the value again, and sends it to those for whom it has changed. */
    void broadcast() {
        throttle.run(() -> {
            lock.lock();
            try {
                readAndSend(null);
            } finally {
                lock.unlock();
            }
        });
    }

    /** For how many nanoseconds it is still throttled; not positive if it is not. */
    long throttledNanos() {
        return throttle.remainingNanos();
    }

    Throttle throttle() {
        return throttle;
    }

    /** Held by the thread that reads it together with others: see {@link TopicBatch}. */
    ReentrantLock lock() {
        return lock;
    }

    /** Whether it must be read. Only under the lock, like all that follows. */
    boolean isStale(boolean mayBeOutdated) {
        return current == null || outdated || mayBeOutdated;
    }

    /** The value that was read last, as the user of {@code connection} receives it. */
    EventFrame frameFor(EventConnection connection) {
        return Objects.requireNonNull(current).frameFor(connection.subscriber().user());
    }

    /** The value that is about to be read. */
    Reading beginReading() {
        Reading reading = new Reading(current, outdated ? outdatedSince : System.nanoTime());
        outdated = false;
        // If reading fails, no value is known to be current.
        current = null;
        return reading;
    }

    /**
     * What a new value is compared with.
     *
     * @param before the value until now; null if it is not known
     * @param changed when it changed, by {@link System#nanoTime()}
     */
    record Reading(@Nullable TopicValue before, long changed) {}

    /** {@code value} was read; it is sent to all for whom it has changed, but not to {@code newcomer}. */
    void endReading(Reading reading, TopicValue value, @Nullable EventConnection newcomer) {
        current = value;
        TopicValue before = reading.before();
        if (before != null && value.hasSameContentAs(before)) {
            return;
        }
        group.forEachReceiver(kind, newcomer, connection -> {
            String user = connection.subscriber().user();
            EventFrame frame = value.frameFor(user);
            if (before == null || !frame.hasSameContentAs(before.frameFor(user))) {
                frame.changedAt(reading.changed());
                connection.offer(frame);
            }
        });
    }

    private void readAndSend(@Nullable EventConnection newcomer) {
        Reading reading = beginReading();
        endReading(reading, read.get(), newcomer);
    }
}
