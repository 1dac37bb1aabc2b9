package io.minimost.presence.push;

import io.minimost.presence.events.Events;
import io.minimost.presence.host.HostEvent;
import io.minimost.presence.host.HostEventSource;
import io.minimost.presence.values.ChannelId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The first events of a connection: those that its client has missed, the current state, and the position reached with
 * them.
 */
final class InitialEvents {
    private final Events events;
    private final Revocations revocations;
    private final SubscriberTopics subscriberTopics;
    private final WatchedTopics watchedTopics;
    private final Replay replay;
    private final CallBroadcaster callBroadcaster;
    private final SignalBroadcaster signalBroadcaster;
    private final HostEventSource hostEvents;

    InitialEvents(
            Events events,
            Revocations revocations,
            SubscriberTopics subscriberTopics,
            WatchedTopics watchedTopics,
            Replay replay,
            CallBroadcaster callBroadcaster,
            SignalBroadcaster signalBroadcaster,
            HostEventSource hostEvents) {
        this.events = events;
        this.revocations = revocations;
        this.subscriberTopics = subscriberTopics;
        this.watchedTopics = watchedTopics;
        this.replay = replay;
        this.callBroadcaster = callBroadcaster;
        this.signalBroadcaster = signalBroadcaster;
        this.hostEvents = hostEvents;
    }

    /**
     * Gives {@code connection}, which is registered already, its initial events.
     *
     * @param broadcastUpTo the position that was broadcast before any of this is read
     * @param lastEventId the id of the last event that the client has, if any
     * @param requestedCursor the cursor of the host's events that a new client asks for, if any
     */
    void addTo(
            EventConnection connection,
            EventId broadcastUpTo,
            Optional<String> lastEventId,
            Optional<String> requestedCursor) {
        Subscriber subscriber = connection.subscriber();
        List<ChannelId> channels;
        InitialFrames initial;
        do {
            channels = subscriber.channels();
            initial = read(connection, broadcastUpTo, lastEventId, requestedCursor);
            unwatchLost(connection, channels);
            // The user may have lost one of the channels while the events were read.
        } while (!channels.equals(subscriber.channels()));
        if (initial.complete()) {
            setInitialEvents(initial, connection);
        } else {
            initial.frames().add(EventFrame.position(initial.upTo()));
            connection.sendOnly(initial.frames(), EndReason.RESUME);
        }
    }

    /** @param complete whether nothing is missing between these frames and the events from now on */
    private record InitialFrames(List<EventFrame> frames, EventId upTo, boolean complete) {}

    private InitialFrames read(
            EventConnection connection,
            EventId broadcastUpTo,
            Optional<String> lastEventId,
            Optional<String> requestedCursor) {
        // What the user loses from now on is not sent, even if it is in what is read here.
        long asOf = revocations.count();
        List<EventFrame> frames = new ArrayList<>(List.of(EventFrame.retry(EndReason.LIFETIME)));
        Optional<EventId> known = lastEventId.flatMap(EventId::parse);
        Optional<String> cursor = known.isPresent() ? known.get().cursor() : requestedCursor;
        // What the host returns after a client's own cursor is complete, and may be ahead of what was published.
        EventId upTo = new EventId(events.latest(), cursor.or(broadcastUpTo::cursor));
        if (known.isPresent()) {
            Replay.Result result = replay.since(known.get(), connection.subscriber());
            result.frames().forEach(frame -> frames.add(frame.asOf(asOf)));
            if (result.more()) {
                return new InitialFrames(frames, result.upTo(), false);
            }
            upTo = upTo.withFacts(result.upTo().facts());
        } else if (lastEventId.isPresent()) {
            frames.add(FactFrames.resync(upTo));
        }
        frames.addAll(snapshot(connection, !broadcastUpTo.facts().equals(upTo.facts())));
        return new InitialFrames(frames, addHostEvents(frames, connection, cursor, upTo, asOf), true);
    }

    /**
     * The current values of the topics of {@code connection}, which watches them from now on.
     *
     * @param mayBeOutdated whether facts were committed that were not broadcast yet
     */
    List<EventFrame> currentValues(EventConnection connection, boolean mayBeOutdated) {
        return watchedTopics.watchAll(subscriberTopics.topicsOf(connection.subscriber()), connection, mayBeOutdated);
    }

    private List<EventFrame> snapshot(EventConnection connection, boolean mayBeOutdated) {
        List<EventFrame> frames = new ArrayList<>(currentValues(connection, mayBeOutdated));
        if (!connection.subscriber().receivesFacts()) {
            frames.addAll(callBroadcaster.currentFrames(connection.subscriber().user()));
        }
        return frames;
    }

    private EventId addHostEvents(
            List<EventFrame> frames, EventConnection connection, Optional<String> cursor, EventId upTo, long asOf) {
        Subscriber subscriber = connection.subscriber();
        HostEventSource.NewConnection newConnection =
                new HostEventSource.NewConnection(subscriber.user(), subscriber.channels(), cursor);
        EventId position = upTo;
        for (HostEvent event : hostEvents.initialEvents(newConnection)) {
            position = event.cursor().map(position::withCursor).orElse(position);
            frames.add(HostEventFrames.frame(event, position).asOf(asOf));
        }
        return position;
    }

    private void setInitialEvents(InitialFrames initial, EventConnection connection) {
        // The lock keeps other threads from sending newer signals before these.
        synchronized (connection.subscriber().signalOrder()) {
            List<EventFrame> frames = initial.frames();
            frames.addAll(signalBroadcaster.unsentFrames(connection));
            frames.add(EventFrame.position(initial.upTo()));
            connection.setInitialEvents(frames, initial.upTo().facts().sequence());
        }
    }

    private void unwatchLost(EventConnection connection, List<ChannelId> channels) {
        for (ChannelId channel : channels) {
            if (!connection.subscriber().watches(channel.text())) {
                watchedTopics.unwatch(TopicKey.groupOf(channel), connection);
            }
        }
    }
}
