package io.minimost.presence.push;

import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.events.Events;
import io.minimost.presence.events.PresenceEvent.ExternalChange;
import io.minimost.presence.events.PresenceEvent.PresenceChanged;
import io.minimost.presence.events.PresenceEvent.TypingStarted;
import io.minimost.presence.events.PresenceEvent.TypingStopped;
import io.minimost.presence.events.Subscription;
import io.minimost.presence.host.HostEvent;
import io.minimost.presence.internal.CommitFeed;
import java.util.List;
import java.util.OptionalLong;
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
 * Takes note of what the store commits, and has one thread send all streams what it means for them. It has a feed of its own,
 * which no listener of the host can delay. Thread-safe.
 */
final class BroadcastThread implements CommitFeed {
    private static final Logger LOG = LoggerFactory.getLogger(BroadcastThread.class);

    /** The facts of one commit arrive one by one, and shall be told together. */
    private static final long WAKE_NANOS = 200_000;

    /** How often streams are looked at for what is due by time alone: to look at ten thousand takes about a millisecond. */
    private static final long TICK_MILLIS = 2000;

    /** A container that ends a broken response by itself has done so long before. */
    private static final long LATER_NANOS = 2_000_000_000;

    /** How long to wait for those who tell now to end: containers look for threads that are left behind. */
    private static final long STOP_MILLIS = 1000;

    private final ConnectionIndex audience;
    private final Revocations revocations;
    private final Broadcaster narrator;
    private final Consumer<EventConnection> repeat;
    private final PendingChanges news = new PendingChanges();
    private Subscription subscription = () -> {};
    private volatile boolean unannounced;
    private final AtomicBoolean roundIsDue = new AtomicBoolean();

    /** The round for what rests. There is one at most, or each piece of news would leave another one behind. */
    private @Nullable ScheduledFuture<?> laterRound;

    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, task -> {
        Thread created = new Thread(task, "minimost-presence-events");
        created.setDaemon(true);
        return created;
    });

    /** @param repeat tells a stream once more what is the case */
    BroadcastThread(
            ConnectionIndex audience, Revocations revocations, Broadcaster narrator, Consumer<EventConnection> repeat) {
        this.audience = audience;
        this.revocations = revocations;
        this.narrator = narrator;
        this.repeat = repeat;
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.setRemoveOnCancelPolicy(true);
    }

    /** Begins. What happened before has changed what streams begin with, so nobody needs to be told of it. */
    void start(Events events) {
        subscription = events.feed(this);
        var unused = thread.scheduleWithFixedDelay(() -> tick(events), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    void stop() {
        subscription.close();
        thread.shutdown();
        try {
            if (!thread.awaitTermination(STOP_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.warn("the streams are still being told something; is an interface of the host slow?");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Something else is to be shown of {@code topic}. */
    void changed(TopicKey topic) {
        news.topic(topic);
        wake();
    }

    /** @param user for whom; null for all whom its channel concerns */
    void publish(HostEvent event, @Nullable String user) {
        news.publish(event, revocations.latest(), user);
        wake();
    }

    /** How many events the host has published. */
    long published() {
        return news.published();
    }

    /** {@code stream} has missed current values, and its client can take them now. */
    void caughtUp(EventConnection stream) {
        news.caughtUp(stream);
        wake();
    }

    /** Does {@code work} in two seconds, unless it is stopped until then. */
    void later(Runnable work) {
        var unused = schedule(work, LATER_NANOS);
    }

    /** Notes what has changed; facts are read from the log. */
    @Override
    public void committed(Object event) {
        if (event instanceof TypingStarted typing) {
            news.topic(new TopicKey(TopicKind.TYPING, typing.channel()));
        } else if (event instanceof TypingStopped typing) {
            news.topic(new TopicKey(TopicKind.TYPING, typing.channel()));
        } else if (event instanceof PresenceChanged) {
            news.topic(TopicKey.ONLINE);
        } else if (event instanceof ExternalChange) {
            news.externalChange();
        }
        unannounced = true;
    }

    @Override
    public void released() {
        if (unannounced) {
            unannounced = false;
            wake();
        }
    }

    private void wake() {
        if (roundIsDue.compareAndSet(false, true)) {
            var unused = schedule(this::round, WAKE_NANOS);
        }
    }

    private @Nullable ScheduledFuture<?> schedule(Runnable work, long nanos) {
        try {
            return thread.schedule(work, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("there is nobody to tell any more");
            return null;
        }
    }

    private void goOnLater(OptionalLong nanos) {
        if (laterRound != null) {
            laterRound.cancel(false);
        }
        laterRound = nanos.isPresent() ? schedule(this::round, nanos.getAsLong()) : null;
    }

    private void round() {
        roundIsDue.set(false);
        try {
            PendingChanges.Batch batch = news.take();
            goOnLater(narrator.tell(batch));
            batch.caughtUp.forEach(repeat);
        } catch (PresenceStoreException.Closed e) {
            endAll();
        } catch (RuntimeException e) {
            LOG.error("the streams were not told everything", e);
        }
    }

    private void tick(Events events) {
        try {
            EventFrame position = EventFrame.position(narrator.place());
            List<EventConnection> due =
                    audience.everybody().stream().filter(EventConnection::isDue).toList();
            ParallelDelivery.each(due, stream -> stream.tick(position));
            // Asked for no other reason than that it fails if the store was closed, of which nobody tells.
            var unused = events.latest();
        } catch (PresenceStoreException.Closed e) {
            endAll();
        } catch (RuntimeException e) {
            // It would be the last tick.
            LOG.error("a stream cannot be kept alive", e);
        }
    }

    private void endAll() {
        LOG.debug("the store was closed before its filter was");
        audience.everybody().forEach(stream -> stream.finish(EndReason.STORE_CLOSED));
    }
}
