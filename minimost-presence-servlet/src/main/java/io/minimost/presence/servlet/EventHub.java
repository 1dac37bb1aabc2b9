package io.minimost.presence.servlet;

import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.events.Events;
import io.minimost.presence.events.FactFilter;
import io.minimost.presence.events.LoggedFact;
import io.minimost.presence.events.PresenceEvent.ChangedElsewhere;
import io.minimost.presence.events.PresenceEvent.PresenceChanged;
import io.minimost.presence.events.PresenceEvent.TypingStarted;
import io.minimost.presence.events.PresenceEvent.TypingStopped;
import io.minimost.presence.events.Subscription;
import java.util.ArrayList;
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
 * Listens to the store, and has one thread tell all streams what it hears. That is noted first, because whoever reports it
 * has just committed it and must not wait. Thread-safe.
 */
final class EventHub {
    private static final Logger LOG = LoggerFactory.getLogger(EventHub.class);

    /** The facts of one commit arrive one by one, and shall be told together. */
    private static final long WAKE_NANOS = 200_000;

    /** How often streams are looked at for what is due by time alone: to look at ten thousand takes about a millisecond. */
    private static final long TICK_MILLIS = 2000;

    /** A container that ends a broken response by itself has done so long before. */
    private static final long LATER_NANOS = 2_000_000_000;

    /** How long to wait for those who tell now to end: containers look for threads that are left behind. */
    private static final long STOP_MILLIS = 1000;

    private final Audience audience;
    private final Narrator narrator;
    private final Consumer<EventStream> repeat;
    private final News news = new News();
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final AtomicBoolean roundIsDue = new AtomicBoolean();

    /** The round for what rests. There is one at most, or each piece of news would leave another one behind. */
    private @Nullable ScheduledFuture<?> laterRound;

    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, task -> {
        Thread created = new Thread(task, "minimost-presence-events");
        created.setDaemon(true);
        return created;
    });

    /** @param repeat tells a stream once more what is the case */
    EventHub(Audience audience, Narrator narrator, Consumer<EventStream> repeat) {
        this.audience = audience;
        this.narrator = narrator;
        this.repeat = repeat;
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.setRemoveOnCancelPolicy(true);
    }

    /** Begins. What happened before has changed what streams begin with, so nobody needs to be told of it. */
    void start(Events events) {
        subscriptions.add(events.onFacts(FactFilter.everything(), this::heard));
        subscriptions.add(events.on(TypingStarted.class, event -> typing(event.channel())));
        subscriptions.add(events.on(TypingStopped.class, event -> typing(event.channel())));
        subscriptions.add(events.on(PresenceChanged.class, event -> changed(TopicKey.ONLINE)));
        subscriptions.add(events.on(ChangedElsewhere.class, event -> changedElsewhere()));
        var unused = thread.scheduleWithFixedDelay(() -> tick(events), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    void stop() {
        subscriptions.forEach(Subscription::close);
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
        news.publish(event, user);
        wake();
    }

    /** How many events the host has published. */
    long published() {
        return news.published();
    }

    /** {@code stream} has missed current values, and its client can take them now. */
    void caughtUp(EventStream stream) {
        news.caughtUp(stream);
        wake();
    }

    /** Does {@code work} in two seconds, unless it is stopped until then. */
    void later(Runnable work) {
        var unused = schedule(work, LATER_NANOS);
    }

    private void typing(String channel) {
        changed(new TopicKey(TopicKind.TYPING, channel));
    }

    private void heard(LoggedFact fact) {
        news.fact(fact);
        wake();
    }

    private void changedElsewhere() {
        news.changedElsewhere();
        wake();
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
            News.Batch batch = news.take();
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
            Frame position = Frame.position(narrator.place());
            List<EventStream> due =
                    audience.everybody().stream().filter(EventStream::isDue).toList();
            Fanout.each(due, stream -> stream.tick(position));
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
        audience.everybody().forEach(stream -> stream.finish(StreamTimes.RETRY));
    }
}
