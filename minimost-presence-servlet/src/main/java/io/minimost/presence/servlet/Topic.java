package io.minimost.presence.servlet;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A current value that streams watch. It is read and put into JSON once for all of them. Thread-safe. */
final class Topic {
    private final Supplier<Shown> read;
    private final Set<EventStream> watchers = ConcurrentHashMap.newKeySet();
    private final Rest rest = new Rest();
    private @Nullable Shown shown;

    Topic(Supplier<Shown> read) {
        this.read = read;
    }

    void add(EventStream stream) {
        watchers.add(stream);
    }

    /** Returns whether nobody watches any more. */
    boolean remove(EventStream stream) {
        watchers.remove(stream);
        return watchers.isEmpty();
    }

    /** What {@code user} sees now, for a stream that has just been added. */
    synchronized Frame now(String user) {
        Shown now = shown;
        if (now == null) {
            now = read.get();
            shown = now;
        }
        return now.to(user);
    }

    /** Reads the value again, and tells those for whom something has changed. */
    void tell() {
        rest.after(this::tellWatchers);
    }

    /** For how much longer it should not be told again; not positive if it may be. */
    long restNanos() {
        return rest.remainingNanos();
    }

    private synchronized void tellWatchers() {
        Shown before = shown;
        // If reading fails, nothing is known to be true any more.
        shown = null;
        Shown now = read.get();
        shown = now;
        if (before != null && now.saysTheSameAs(before)) {
            return;
        }
        Fanout.each(watchers, stream -> {
            String user = stream.subscriber().user();
            Frame frame = now.to(user);
            if (before == null || !frame.saysTheSameAs(before.to(user))) {
                stream.offer(frame);
            }
        });
    }
}
