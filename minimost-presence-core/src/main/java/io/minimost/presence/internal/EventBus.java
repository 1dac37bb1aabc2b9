package io.minimost.presence.internal;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers events one at a time, in the order in which they were added, outside of any lock.
 *
 * <p>Whoever finds nobody delivering, delivers everything that is queued; everybody else goes on at once. That keeps the
 * order without a thread of its own, and lets a listener call the store without recursion or deadlock.
 */
final class EventBus {
    private static final Logger LOG = LoggerFactory.getLogger(EventBus.class);

    private final List<Listener<?>> listeners = new CopyOnWriteArrayList<>();
    private final Queue<Object> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean delivering = new AtomicBoolean();

    /** Returns what ends the registration. */
    <E> Runnable listen(Class<E> type, Consumer<? super E> handler) {
        Listener<E> listener = new Listener<>(type, handler);
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    boolean hasListener(Class<?> type) {
        return listeners.stream().anyMatch(listener -> listener.type.isAssignableFrom(type));
    }

    /** Queues {@code events}; the caller holds the writer, which makes the order that of the commits. */
    void add(List<Object> events) {
        if (!listeners.isEmpty()) {
            queue.addAll(events);
        }
    }

    void deliver() {
        // The outer loop: an event may be added between the last poll and the moment the flag falls.
        while (!queue.isEmpty() && delivering.compareAndSet(false, true)) {
            try {
                for (Object event = queue.poll(); event != null; event = queue.poll()) {
                    for (Listener<?> listener : listeners) {
                        listener.offer(event);
                    }
                }
            } finally {
                delivering.set(false);
            }
        }
    }

    // A class and not a record: two registrations of the same handler are two listeners.
    private static final class Listener<E> {
        private final Class<E> type;
        private final Consumer<? super E> handler;

        Listener(Class<E> type, Consumer<? super E> handler) {
            this.type = type;
            this.handler = handler;
        }

        void offer(Object event) {
            if (!type.isInstance(event)) {
                return;
            }
            try {
                handler.accept(type.cast(event));
            } catch (Throwable failure) {
                // The change is committed; neither its caller nor the other listeners can do anything about this.
                LOG.error("A listener failed on {}", event, failure);
            }
        }
    }
}
