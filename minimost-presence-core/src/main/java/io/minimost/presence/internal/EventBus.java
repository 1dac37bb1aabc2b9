package io.minimost.presence.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers events one at a time, in the order in which they were added, outside of any lock.
 *
 * <p>A call whose events nothing precedes delivers them itself, so that a program with one thread sees them before the call
 * returns. It delivers its own and no others: whatever else waits is left to the delivery thread. That is decided in
 * {@link #add}, while the caller still holds the writer. A listener may write; its events come after the current one, from
 * the loop below it on the stack.
 */
final class EventBus {
    /** About ten seconds of a busy store. A listener that is further behind reads again instead. */
    static final int MAX_WAITING = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(EventBus.class);

    private final String store;
    private final List<Listener<?>> listeners = new CopyOnWriteArrayList<>();
    private final List<CommitFeed> feeds = new CopyOnWriteArrayList<>();
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final DeliveryThread thread = new DeliveryThread(this::deliverAll);
    private final DeliveryProgress progress = new DeliveryProgress();

    /** Who delivers now, or has just decided to; null if nobody. */
    private final AtomicReference<@Nullable Thread> deliverer = new AtomicReference<>();

    /** Used by the deliverer only: whether its loop runs already, below on the stack. */
    private boolean delivering;

    private Supplier<Object> overflowEvent = () -> "overflow";

    /** @param owner the thread that delivers it itself if it comes to that */
    private record Waiting(
            long number, Object event, @Nullable Thread owner) {}

    EventBus(String store) {
        this.store = store;
    }

    /** Sets what takes the place of events that are dropped because too many wait. */
    void onOverflow(Supplier<Object> event) {
        overflowEvent = event;
    }

    /**
     * Returns what ends the registration.
     *
     * @param ready whether an event can be delivered on the thread of the call that caused it; if not, the delivery thread
     *     does it
     */
    <E> Runnable listen(Class<E> type, Consumer<? super E> handler, Predicate<? super E> ready) {
        Listener<E> listener = new Listener<>(type, handler, ready);
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Returns what ends the registration. */
    Runnable feed(CommitFeed feed) {
        feeds.add(feed);
        return () -> feeds.remove(feed);
    }

    boolean hasListener(Class<?> type) {
        return !feeds.isEmpty() || listeners.stream().anyMatch(listener -> listener.type.isAssignableFrom(type));
    }

    /**
     * Queues {@code events}; the caller holds the writer, which makes the order that of the commits, and calls
     * {@link #released} afterwards.
     *
     * @param alone whether the calling thread has committed these events, and nothing else with them
     */
    void add(List<Object> events, boolean alone) {
        if (events.isEmpty()) {
            return;
        }
        for (CommitFeed feed : feeds) {
            feed(feed, events);
        }
        List<Object> wanted = wanted(events);
        if (wanted.isEmpty()) {
            return;
        }
        Thread owner = alone && deliversItself() ? Thread.currentThread() : null;
        if (!queue.isEmpty() && progress.waiting() + wanted.size() > MAX_WAITING) {
            dropWaiting();
        }
        for (Object event : wanted) {
            queue.add(new Waiting(progress.added(), event, owner));
        }
    }

    /** Mostly nobody listens to keystrokes, and then no thread needs to be woken for them. */
    private List<Object> wanted(List<Object> events) {
        List<Object> wanted = new ArrayList<>(events.size());
        for (Object event : events) {
            for (Listener<?> listener : listeners) {
                if (listener.type.isInstance(event)) {
                    wanted.add(event);
                    break;
                }
            }
        }
        return wanted;
    }

    /** Delivers what the calling thread has to, and sees to it that the rest is delivered. */
    void released() {
        for (CommitFeed feed : feeds) {
            feed.released();
        }
        Thread current = deliverer.get();
        if (current == null) {
            wakeIfNeeded();
        } else if (current == Thread.currentThread() && !delivering) {
            deliverOwn();
        }
    }

    /**
     * Waits until everything that was added before is delivered.
     *
     * @return whether it was, within {@code atMost}
     */
    boolean awaitDelivered(Duration atMost) throws InterruptedException {
        if (deliverer.get() == Thread.currentThread()) {
            throw new IllegalStateException("a listener cannot wait for the delivery of events: it is part of it");
        }
        return progress.awaitDelivered(atMost);
    }

    /** Gives what waits {@code atMost} so long to be delivered, and drops the rest. Nothing is added any more. */
    void close(Duration atMost) {
        try {
            if (deliverer.get() != Thread.currentThread() && !progress.awaitDelivered(atMost)) {
                LOG.warn("{}: closed with {} events undelivered; is a listener slow?", store, progress.waiting());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        queue.clear();
        thread.shutdown();
    }

    private boolean deliversItself() {
        Thread me = Thread.currentThread();
        return deliverer.get() == me
                || (!(me instanceof StoreThread) && queue.isEmpty() && deliverer.compareAndSet(null, me));
    }

    private void dropWaiting() {
        LOG.warn(
                "{}: {} events wait for a slow listener and are dropped; it is told to read again",
                store,
                queue.size());
        queue.clear();
        queue.add(new Waiting(progress.added(), overflowEvent.get(), null));
    }

    private void deliverOwn() {
        Thread me = Thread.currentThread();
        deliverWhile(next -> next.owner() == me && isReady(next.event()));
    }

    private void deliverAll() {
        if (deliverer.compareAndSet(null, Thread.currentThread())) {
            deliverWhile(next -> true);
        }
    }

    private void deliverWhile(Predicate<Waiting> condition) {
        delivering = true;
        try {
            for (Waiting next = queue.peek(); next != null && condition.test(next); next = queue.peek()) {
                if (queue.remove(next)) { // Or else it was dropped in this moment.
                    deliver(next);
                }
            }
        } finally {
            delivering = false;
            deliverer.set(null);
            wakeIfNeeded();
        }
    }

    /** Whoever adds something and finds a deliverer relies on this being asked again when that one has finished. */
    private void wakeIfNeeded() {
        if (!queue.isEmpty() && deliverer.get() == null) {
            thread.wake();
        }
    }

    private void deliver(Waiting next) {
        try {
            for (Listener<?> listener : listeners) {
                listener.offer(next.event());
            }
        } finally {
            progress.delivered(next.number());
        }
    }

    private boolean isReady(Object event) {
        for (Listener<?> listener : listeners) {
            if (!listener.isReady(event)) {
                return false;
            }
        }
        return true;
    }

    private static void feed(CommitFeed feed, List<Object> events) {
        try {
            events.forEach(feed::committed);
        } catch (Throwable failure) {
            // The change is committed, and its callers wait to be told so.
            LOG.error("a feed failed on {}", events, failure);
        }
    }

    // A class and not a record: two registrations of the same handler are two listeners.
    private static final class Listener<E> {
        private final Class<E> type;
        private final Consumer<? super E> handler;
        private final Predicate<? super E> ready;

        Listener(Class<E> type, Consumer<? super E> handler, Predicate<? super E> ready) {
            this.type = type;
            this.handler = handler;
            this.ready = ready;
        }

        boolean isReady(Object event) {
            return !type.isInstance(event) || ready.test(type.cast(event));
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
