package io.minimost.presence.push;

import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A current value that connections watch. It is read and written as JSON once for all of them. Who reads it holds its lock from
 * before that until it was sent, so that no older value follows a newer one. Thread-safe.
 */
final class Topic {
    private final TopicGroup group;
    private final TopicKind kind;

    /** How many connections need it. */
    private volatile int needed;

    private final Throttle throttle = Throttle.ofWork();
    private final ReentrantLock lock = new ReentrantLock();

    /** The value that was read last. */
    private @Nullable TopicValue current;

    /** Whether it has yet to be broadcast. */
    private boolean isAhead;

    /** The value that all have who receive new values, except those who began with a newer one. */
    private @Nullable TopicValue sent;

    /** What those others began with; null if there are none, as nearly always. */
    private volatile @Nullable Map<EventConnection, TopicValue> begunWith;

    private volatile boolean outdated;

    /** When the change was committed that is to be broadcast; empty if none is known. */
    private volatile OptionalLong changed = OptionalLong.empty();

    Topic(TopicGroup group, TopicKind kind) {
        this.group = group;
        this.kind = kind;
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

    /** {@code connection} needs it no longer. */
    synchronized void release(EventConnection connection) {
        needed--;
        Map<EventConnection, TopicValue> others = begunWith;
        if (others != null) {
            others.remove(connection);
        }
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
        if (changed.isEmpty()) {
            changed = OptionalLong.of(nanos);
        }
        outdated = true;
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

    /** The value that was read last, with which {@code connection} begins. */
    EventFrame beginWith(EventConnection connection) {
        TopicValue value = Objects.requireNonNull(current);
        Map<EventConnection, TopicValue> others = begunWith;
        if (isAhead) {
            others = others == null ? new ConcurrentHashMap<>() : others;
            others.put(connection, value);
            begunWith = others;
        } else if (others != null) {
            others.remove(connection);
        }
        return value.frameFor(connection.subscriber().user());
    }

    /**
     * The value is about to be read.
     *
     * @param isBroadcast whether it is then sent to all who have another one
     */
    Reading beginReading(boolean isBroadcast) {
        Reading reading = new Reading(isBroadcast, changed);
        changed = isBroadcast ? OptionalLong.empty() : changed;
        outdated = false;
        // If reading fails, no value is known to be current.
        current = null;
        return reading;
    }

    /** @param changed when the change was committed, by {@link System#nanoTime()}, if it is known */
    record Reading(boolean isBroadcast, OptionalLong changed) {}

    /** {@code value} was read. */
    void endReading(Reading reading, TopicValue value) {
        current = value;
        TopicValue before = sent;
        boolean isSame = before != null && begunWith == null && value.hasSameContentAs(before);
        // How many need it says nothing: who begins may have gone meanwhile, and the only other one has an older value.
        boolean isFirst = before == null && !reading.isBroadcast();
        isAhead = !isSame && !isFirst && !reading.isBroadcast();
        if (isSame || isFirst) {
            sent = value;
        } else if (reading.isBroadcast()) {
            send(value, before, reading.changed().orElseGet(System::nanoTime));
        }
    }

    private void send(TopicValue value, @Nullable TopicValue before, long since) {
        Map<EventConnection, TopicValue> others = begunWith == null ? Map.of() : begunWith;
        group.forEachReceiver(kind, connection -> {
            String user = connection.subscriber().user();
            EventFrame frame = value.frameFor(user);
            TopicValue known = others.getOrDefault(connection, before);
            if (known == null || !frame.hasSameContentAs(known.frameFor(user))) {
                frame.changedAt(since);
                connection.offer(frame);
            }
        });
        sent = value;
        begunWith = null;
    }
}
