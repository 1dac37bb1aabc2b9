package io.minimost.presence.internal;

import io.minimost.presence.stats.StoreActivity.Listeners;
import io.minimost.presence.values.StoreEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers events one at a time, in the order in which they were added, outside any lock.
 *
 * <p>If no events wait before those of a call, the call delivers its events itself, so that a program with one thread
 * receives them before the call returns. A call delivers only its own events; the delivery thread delivers all others.
 * {@link #add} decides this, while the caller still holds the write lock. A listener may write; the delivery loop that called
 * the listener delivers those events after the current one.
 */
final class EventBus {
    /** About ten seconds of a busy store. Beyond that, listeners read again instead. */
    static final int MAX_WAITING = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(EventBus.class);

    private final String store;
    private final List<EventListener<?>> listeners = new CopyOnWriteArrayList<>();
    private final List<CommitFeed> feeds = new CopyOnWriteArrayList<>();
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final WorkerThread thread = new WorkerThread("minimost-presence-delivery", this::deliverAll);
    private final DeliveryProgress progress = new DeliveryProgress();

    /** The thread that delivers events, or has decided to; null if there is none. */
    private final AtomicReference<@Nullable Thread> deliverer = new AtomicReference<>();

    /** The event that listeners are handling; null if there is none. Written by the deliverer. */
    private volatile @Nullable Waiting inDelivery;

    private final LongAdder dropped = new LongAdder();

    /** Used by the deliverer only: whether its loop is already on its stack. */
    private boolean delivering;

    private volatile Supplier<Instant> now = () -> Instant.EPOCH;
    private volatile ChangesElsewhere changesElsewhere = new UnnamedChanges();

    /** @param owner the thread that may deliver the event itself; null if only the delivery thread may */
    private record Waiting(
            long number, StoreEvent event, @Nullable Thread owner, long addedNanos) {}

    EventBus(String store) {
        this.store = store;
    }

    /** Sets what makes the events about changes elsewhere, and about events that were dropped. */
    void setChangesElsewhere(ChangesElsewhere changes, Supplier<Instant> clock) {
        now = clock;
        changesElsewhere = changes;
    }

    /** The event that says only that something has changed. */
    StoreEvent externalChange() {
        return changesElsewhere.anything(now.get());
    }

    /** The event that there are facts of other stores. */
    StoreEvent factsElsewhere() {
        return changesElsewhere.facts(now.get());
    }

    /** The event that another node has told {@code news}. */
    StoreEvent received(NodeNews news) {
        return changesElsewhere.received(news, now.get());
    }

    /** The events that news of other nodes were lost. */
    List<StoreEvent> newsLost() {
        return List.of(changesElsewhere.newsLost(), externalChange());
    }

    /** What other nodes must be told about {@code event}, beside the facts. */
    Optional<NodeNews> newsOf(StoreEvent event) {
        return changesElsewhere.newsOf(event);
    }

    /**
     * Returns what ends the registration.
     *
     * @param ready whether an event can be delivered on the thread of the call that caused it; if not, the delivery thread
     *     delivers it
     */
    <E extends StoreEvent> Runnable listen(Class<E> type, Consumer<? super E> handler, Predicate<? super E> ready) {
        EventListener<E> listener = new EventListener<>(type, handler, ready);
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Returns what ends the registration. */
    Runnable feed(CommitFeed feed) {
        feeds.add(feed);
        return () -> feeds.remove(feed);
    }

    boolean hasListener(Class<?> type) {
        return !feeds.isEmpty() || listeners.stream().anyMatch(listener -> listener.wantsAll(type));
    }

    /**
     * Passes {@code events} to the feeds and queues them for the listeners. The caller holds the write lock, so the order is
     * that of the commits, and calls {@link #released} afterwards.
     *
     * @param alone whether the calling thread committed these events, and no other operations with them
     */
    void add(List<StoreEvent> events, boolean alone) {
        add(events, alone ? Thread.currentThread() : null);
    }

    /**
     * The same for a caller whose events another thread has committed for it.
     *
     * @param caller the thread that waits for the commit of these events, with which no others were committed, and then calls
     *     {@link #released}; null if there is no such thread
     */
    void add(List<StoreEvent> events, @Nullable Thread caller) {
        if (events.isEmpty()) {
            return;
        }
        for (CommitFeed feed : feeds) {
            feed(feed, events);
        }
        List<StoreEvent> wanted = wanted(events);
        if (wanted.isEmpty()) {
            return;
        }
        Thread owner = caller != null && deliversItself(caller) ? caller : null;
        if (!queue.isEmpty() && progress.waiting() + wanted.size() > MAX_WAITING) {
            dropWaiting();
        }
        long nanos = System.nanoTime();
        for (StoreEvent event : wanted) {
            queue.add(new Waiting(progress.added(), event, owner, nanos));
        }
    }

    /** The events that have a listener. Most events of typing have none, and then no thread needs to wake. */
    private List<StoreEvent> wanted(List<StoreEvent> events) {
        List<StoreEvent> wanted = new ArrayList<>(events.size());
        for (StoreEvent event : events) {
            for (EventListener<?> listener : listeners) {
                if (listener.wants(event)) {
                    wanted.add(event);
                    break;
                }
            }
        }
        return wanted;
    }

    /** Delivers the events of the calling thread, or wakes the delivery thread. Called after the write lock is released. */
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
     * Waits until all events that were added before are delivered.
     *
     * @return whether they were delivered within {@code atMost}
     */
    boolean awaitDelivered(Duration atMost) throws InterruptedException {
        if (deliverer.get() == Thread.currentThread()) {
            throw new IllegalStateException("a listener cannot wait for the delivery of events: it is part of it");
        }
        return progress.awaitDelivered(atMost);
    }

    /** What the listeners have not handled yet. */
    Listeners lag() {
        Waiting handled = inDelivery;
        Waiting oldest = handled == null ? queue.peek() : handled;
        Duration lag = oldest == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - oldest.addedNanos());
        return new Listeners(queue.size() + (handled == null ? 0 : 1), lag, dropped.sum());
    }

    /** Waits up to {@code atMost} for the delivery of the waiting events, and drops those that still wait. */
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

    private boolean deliversItself(Thread caller) {
        return deliverer.get() == caller
                || (!(caller instanceof StoreThread) && queue.isEmpty() && deliverer.compareAndSet(null, caller));
    }

    private void dropWaiting() {
        LOG.warn(
                "{}: {} events wait for a slow listener and are dropped; listeners must read again",
                store,
                queue.size());
        dropped.add(queue.size());
        queue.clear();
        queue.add(new Waiting(progress.added(), externalChange(), null, System.nanoTime()));
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
                if (queue.remove(next)) { // Otherwise another thread has just dropped it.
                    deliver(next);
                }
            }
        } finally {
            delivering = false;
            deliverer.set(null);
            wakeIfNeeded();
        }
    }

    /** A thread that adds events while another one delivers relies on the deliverer to call this when it has finished. */
    private void wakeIfNeeded() {
        if (!queue.isEmpty() && deliverer.get() == null) {
            if (!thread.wake()) {
                LOG.debug("{}: the store is closed; its last events are not delivered", store);
            }
        }
    }

    private void deliver(Waiting next) {
        inDelivery = next;
        try {
            for (EventListener<?> listener : listeners) {
                listener.offer(next.event());
            }
        } finally {
            inDelivery = null;
            progress.delivered(next.number());
        }
    }

    private boolean isReady(StoreEvent event) {
        for (EventListener<?> listener : listeners) {
            if (!listener.isReady(event)) {
                return false;
            }
        }
        return true;
    }

    private static void feed(CommitFeed feed, List<StoreEvent> events) {
        try {
            events.forEach(feed::committed);
        } catch (Throwable failure) {
            // The change is committed, and its callers wait for the result.
            LOG.error("A feed failed on {}", events, failure);
        }
    }
}
