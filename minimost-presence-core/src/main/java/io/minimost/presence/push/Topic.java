package io.minimost.presence.push;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A current value that streams watch. It is read and put into JSON once for all of them. Thread-safe. */
final class Topic {
    private final Supplier<TopicValue> read;
    private final Set<EventConnection> watchers = ConcurrentHashMap.newKeySet();
    private final Throttle rest = new Throttle();
    private @Nullable TopicValue shown;
    private volatile boolean outdated;

    Topic(Supplier<TopicValue> read) {
        this.read = read;
    }

    void add(EventConnection stream) {
        watchers.add(stream);
    }

    /** Returns whether nobody watches any more. */
    boolean remove(EventConnection stream) {
        watchers.remove(stream);
        return watchers.isEmpty();
    }

    /** What was read may no longer be true, and it will be told what is. */
    void outdate() {
        outdated = true;
    }

    /**
     * What the user of {@code stream}, which has just been added, sees now. If that is news, the others are told as well.
     *
     * @param mayBeOutdated whether something has changed that may not have been heard of yet
     */
    synchronized EventFrame now(EventConnection stream, boolean mayBeOutdated) {
        TopicValue now = shown == null || outdated || mayBeOutdated ? tellAllBut(stream) : shown;
        return now.to(stream.subscriber().user());
    }

    /** Reads the value again, and tells those for whom something has changed. */
    void tell() {
        rest.after(() -> tellAllBut(null));
    }

    /** For how much longer it should not be told again; not positive if it may be. */
    long restNanos() {
        return rest.remainingNanos();
    }

    private synchronized TopicValue tellAllBut(@Nullable EventConnection newcomer) {
        outdated = false;
        TopicValue before = shown;
        // If reading fails, nothing is known to be true any more.
        shown = null;
        TopicValue now = read.get();
        shown = now;
        if (before != null && now.saysTheSameAs(before)) {
            return now;
        }
        ParallelDelivery.each(watchers, stream -> {
            String user = stream.subscriber().user();
            EventFrame frame = now.to(user);
            if (stream != newcomer && (before == null || !frame.saysTheSameAs(before.to(user)))) {
                stream.offer(frame);
            }
        });
        return now;
    }
}
