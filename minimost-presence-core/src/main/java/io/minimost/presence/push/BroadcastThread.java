package io.minimost.presence.push;

import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.events.Events;
import io.minimost.presence.events.NewsLost;
import io.minimost.presence.events.NodeMessage;
import io.minimost.presence.events.PresenceEvent.ExternalChange;
import io.minimost.presence.events.Subscription;
import io.minimost.presence.host.HostEvent;
import io.minimost.presence.internal.CommitFeed;
import io.minimost.presence.internal.LibraryThread;
import io.minimost.presence.values.StoreEvent;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects what the store commits, and has one thread broadcast it. It has a feed of its own, which no listener of the host can
 * delay. Thread-safe.
 */
final class BroadcastThread implements CommitFeed {
    private static final Logger LOG = LoggerFactory.getLogger(BroadcastThread.class);

    /** The facts of one commit arrive one by one, and are broadcast together. */
    private static final long WAKE_NANOS = 200_000;

    /**
     * How often to check all connections for what is due by time alone. To check ten thousand takes about a millisecond. Two of
     * them pass until it is noticed that a client is gone; see {@link ConnectionTimers#CHECK_AFTER}.
     */
    private static final long TICK_MILLIS = 1500;

    /** A store that cannot be read is mostly busy, or out of order for longer. */
    private static final long RETRY_NANOS = 1_000_000_000;

    /** How long to wait for the last broadcast to end: containers complain about threads that are left behind. */
    private static final long STOP_NANOS = 1_000_000_000;

    private final ConnectionIndex connections;
    private final Revocations revocations;
    private final Broadcaster broadcaster;
    private final Consumer<EventConnection> resend;
    private final Consumer<HubMessage> onMessage;
    private final Consumer<TopicKey> markOutdated;
    private final HubCounters counters;
    private final PendingChanges pendingChanges = new PendingChanges();
    private final FailureLog broadcasts = new FailureLog(LOG, "a broadcast");
    private final FailureLog ticks = new FailureLog(LOG, "the upkeep of connections");
    private Subscription subscription = () -> {};
    private volatile boolean hasUnannouncedCommits;
    private final AtomicBoolean isRoundScheduled = new AtomicBoolean();
    /** The next round for throttled topics. There is at most one; otherwise each change would leave another one behind. */
    private @Nullable ScheduledFuture<?> throttledRound;

    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, this::newWorker);
    private volatile @Nullable Thread worker;

    /**
     * A thread that is not started yet.
     *
     * @param resend sends a connection the current values again
     * @param onMessage does what the host of another node has asked for, except publishing
     * @param markOutdated makes the next connection read a topic; must neither wait nor call the store
     */
    BroadcastThread(
            ConnectionIndex connections,
            Revocations revocations,
            Broadcaster broadcaster,
            Consumer<EventConnection> resend,
            Consumer<HubMessage> onMessage,
            Consumer<TopicKey> markOutdated,
            HubCounters counters) {
        this.connections = connections;
        this.revocations = revocations;
        this.broadcaster = broadcaster;
        this.resend = resend;
        this.onMessage = onMessage;
        this.markOutdated = markOutdated;
        this.counters = counters;
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.setRemoveOnCancelPolicy(true);
    }

    /** Starts. Earlier changes are in the initial events of connections, so they are not broadcast. */
    void start(Events events) {
        subscription = events.feed(this);
        var unused = thread.scheduleWithFixedDelay(() -> tick(events), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Broadcasts what is pending, and stops. Waits at most a second. */
    void stop() {
        subscription.close();
        if (thread.isShutdown()) {
            return; // The store was closed before.
        }
        if (Thread.currentThread() == worker) {
            runRound();
            thread.shutdown();
            return;
        }
        long deadline = System.nanoTime() + STOP_NANOS;
        CountDownLatch done = new CountDownLatch(1);
        thread.execute(() -> {
            runRound();
            done.countDown();
        });
        try {
            boolean ended = done.await(STOP_NANOS, TimeUnit.NANOSECONDS);
            thread.shutdown();
            ended = ended && thread.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (!ended) {
                LOG.warn("a broadcast is still running; is an interface of the host slow?");
            }
        } catch (InterruptedException e) {
            thread.shutdown();
            Thread.currentThread().interrupt();
        }
    }

    /** The current value of {@code topic} has changed. */
    void topicChanged(TopicKey topic) {
        pendingChanges.addTopic(topic);
        wake();
    }

    /** @param user the only user to receive it; null for all users of its channel */
    void publish(HostEvent event, @Nullable String user) {
        pendingChanges.addPublication(event, revocations.count(), user);
        wake();
    }

    /** The number of events that the host has published. */
    long publishedCount() {
        return pendingChanges.publishedCount();
    }

    /** The client of {@code connection} has skipped current values, and can receive them now. */
    void caughtUp(EventConnection connection) {
        pendingChanges.addCaughtUp(connection);
        wake();
    }

    /** Runs {@code work} on the thread, unless that is stopped before. */
    void runSoon(Runnable work) {
        var unused = schedule(work, 0);
    }

    /** Notes what has changed. Facts are read from the log. */
    @Override
    public void committed(StoreEvent event) {
        for (TopicKey topic : StateTopics.changedBy(event)) {
            // At once, so that a connection that begins after the change does not begin with an older value.
            markOutdated.accept(topic);
            pendingChanges.addTopic(topic);
        }
        if (event instanceof NodeMessage message) {
            HubMessage.of(message).ifPresent(this::receive);
        } else if (event instanceof ExternalChange) {
            pendingChanges.addExternalChange();
        } else if (event instanceof NewsLost) {
            pendingChanges.addNewsLost();
        }
        pendingChanges.addChange();
        hasUnannouncedCommits = true;
    }

    /** What another node has sent. Only publications may be handled at once: the others take their time. */
    private void receive(HubMessage message) {
        if (message instanceof HubMessage.Publish publish) {
            pendingChanges.addPublication(
                    publish.event(), revocations.count(), publish.user().orElse(null));
        } else {
            var unused = schedule(() -> handle(message), 0);
        }
    }

    private void handle(HubMessage message) {
        try {
            onMessage.accept(message);
        } catch (RuntimeException e) {
            LOG.warn("what another node asked for was not done: {}", message, e);
        }
    }

    @Override
    public void released() {
        if (hasUnannouncedCommits) {
            hasUnannouncedCommits = false;
            wake();
        }
    }

    private Thread newWorker(Runnable task) {
        Thread created = new LibraryThread(task, "minimost-presence-events");
        worker = created;
        return created;
    }

    private void wake() {
        if (isRoundScheduled.compareAndSet(false, true)) {
            var unused = schedule(this::runRound, WAKE_NANOS);
        }
    }

    private @Nullable ScheduledFuture<?> schedule(Runnable work, long nanos) {
        try {
            return thread.schedule(work, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("the hub was shut down, so nothing more is broadcast");
            return null;
        }
    }

    private void scheduleThrottledRound(OptionalLong nanos) {
        if (throttledRound != null) {
            throttledRound.cancel(false);
        }
        throttledRound = nanos.isPresent() ? schedule(this::runRound, nanos.getAsLong()) : null;
    }

    private void runRound() {
        isRoundScheduled.set(false);
        PendingChanges.Batch batch = pendingChanges.take();
        counters.startRound(batch.changedNanos.orElseGet(System::nanoTime));
        try {
            scheduleThrottledRound(broadcaster.broadcast(batch));
            resend(batch.caughtUp);
            broadcasts.succeeded();
        } catch (PresenceStoreException.Closed e) {
            endAll();
        } catch (RuntimeException | Error e) {
            broadcasts.failed(e);
            pendingChanges.putBack(batch);
            // One round, and none before it: the store would only fail again.
            if (isRoundScheduled.compareAndSet(false, true)) {
                var unused = schedule(this::runRound, RETRY_NANOS);
            }
        } finally {
            counters.endRound();
        }
    }

    /** Tries again later for those for which it fails, and for all of these at once. */
    private void resend(List<EventConnection> caughtUp) {
        List<EventConnection> failed =
                caughtUp.stream().filter(connection -> !tryResend(connection)).toList();
        if (!failed.isEmpty()) {
            var unused = schedule(() -> failed.forEach(this::caughtUp), RETRY_NANOS);
        }
    }

    /** A failure for one connection must not keep the others from their values. Returns whether it worked. */
    private boolean tryResend(EventConnection connection) {
        try {
            if (!connection.isClosed()) {
                resend.accept(connection);
            }
            return true;
        } catch (PresenceStoreException.Closed e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("{} cannot receive current values now, but will later", connection.user(), e);
            return false;
        }
    }

    private void tick(Events events) {
        try {
            EventFrame position = EventFrame.position(broadcaster.position());
            List<EventConnection> due =
                    connections.all().stream().filter(EventConnection::isDue).toList();
            ParallelDelivery.forEach(due, connection -> connection.tick(position));
            // Called only because it fails if the store was closed, which is not announced.
            var unused = events.latest();
            ticks.succeeded();
        } catch (PresenceStoreException.Closed e) {
            endAll();
            if (connections.all().isEmpty()) {
                thread.shutdown();
            }
        } catch (RuntimeException | Error e) {
            // A failure that leaves this method would make it the last tick.
            ticks.failed(e);
        }
    }

    private void endAll() {
        LOG.debug("the store was closed before the hub was shut down");
        connections.all().forEach(connection -> connection.finish(EndReason.STORE_CLOSED));
    }
}
