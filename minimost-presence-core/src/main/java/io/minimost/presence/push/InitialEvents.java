package io.minimost.presence.push;

import io.minimost.presence.events.Events;
import io.minimost.presence.host.HostEvent;
import io.minimost.presence.host.HostEventSource;
import io.minimost.presence.values.ChannelId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a stream says first: what its client has missed, what is the case now, and how far it has come with that. */
final class InitialEvents {
    private final Events events;
    private final Revocations revocations;
    private final SubscriberTopics streamTopics;
    private final WatchedTopics topics;
    private final Replay missed;
    private final CallBroadcaster calls;
    private final SignalBroadcaster signals;
    private final HostEventSource hostEvents;

    InitialEvents(
            Events events,
            Revocations revocations,
            SubscriberTopics streamTopics,
            WatchedTopics topics,
            Replay missed,
            CallBroadcaster calls,
            SignalBroadcaster signals,
            HostEventSource hostEvents) {
        this.events = events;
        this.revocations = revocations;
        this.streamTopics = streamTopics;
        this.topics = topics;
        this.missed = missed;
        this.calls = calls;
        this.signals = signals;
        this.hostEvents = hostEvents;
    }

    /**
     * Gives {@code stream}, which is registered, its beginning.
     *
     * @param told up to where streams have been told, before any of this is read
     * @param lastEventId what the client brings back, if anything
     * @param after the cursor of the host's events that a newcomer asks for, if any
     */
    void of(EventConnection stream, EventId told, Optional<String> lastEventId, Optional<String> after) {
        Subscriber subscriber = stream.subscriber();
        List<ChannelId> channels;
        Beginning beginning;
        do {
            channels = subscriber.channels();
            beginning = read(stream, told, lastEventId, after);
            leaveOthers(stream, channels);
            // He may have lost one of them while it was read.
        } while (!channels.equals(subscriber.channels()));
        if (beginning.complete()) {
            say(beginning, stream);
        } else {
            beginning.frames().add(EventFrame.position(beginning.upTo()));
            stream.sendOnly(beginning.frames(), EndReason.RESUME);
        }
    }

    /** @param complete whether nothing is missing between it and what happens from now on */
    private record Beginning(List<EventFrame> frames, EventId upTo, boolean complete) {}

    private Beginning read(EventConnection stream, EventId told, Optional<String> lastEventId, Optional<String> after) {
        // What the user loses from here on, they are not sent, though it may be in what is read now.
        long asOf = revocations.latest();
        List<EventFrame> frames = new ArrayList<>(List.of(EventFrame.retry(EndReason.LIFETIME)));
        Optional<EventId> known = lastEventId.flatMap(EventId::parse);
        Optional<String> cursor = known.isPresent() ? known.get().cursor() : after;
        EventId upTo = new EventId(events.latest(), told.cursor().or(() -> cursor));
        if (known.isPresent()) {
            Replay.Result result = missed.since(known.get(), stream.subscriber());
            result.frames().forEach(frame -> frames.add(frame.asOf(asOf)));
            if (result.more()) {
                return new Beginning(frames, result.upTo(), false);
            }
            upTo = upTo.at(result.upTo().facts());
        } else if (lastEventId.isPresent()) {
            frames.add(FactFrames.resync(upTo));
        }
        frames.addAll(now(stream, !told.facts().equals(upTo.facts())));
        return new Beginning(frames, addHostEvents(frames, stream, cursor, upTo, asOf), true);
    }

    /**
     * What the topics of {@code stream} show, all of which it watches from now on.
     *
     * @param mayBeOutdated whether facts were committed of which streams have not been told yet
     */
    List<EventFrame> topics(EventConnection stream, boolean mayBeOutdated) {
        return streamTopics.of(stream.subscriber()).stream()
                .map(topic -> topics.join(topic, stream, mayBeOutdated))
                .toList();
    }

    private List<EventFrame> now(EventConnection stream, boolean mayBeOutdated) {
        List<EventFrame> frames = new ArrayList<>(topics(stream, mayBeOutdated));
        if (!stream.subscriber().followsFacts()) {
            frames.addAll(calls.now(stream.subscriber().user()));
        }
        return frames;
    }

    private EventId addHostEvents(
            List<EventFrame> frames, EventConnection stream, Optional<String> cursor, EventId upTo, long asOf) {
        Subscriber subscriber = stream.subscriber();
        HostEventSource.NewConnection connection =
                new HostEventSource.NewConnection(subscriber.user(), subscriber.channels(), cursor);
        EventId place = upTo;
        for (HostEvent event : hostEvents.initialEvents(connection)) {
            place = event.cursor().map(place::at).orElse(place);
            frames.add(HostEventFrames.of(event, place).asOf(asOf));
        }
        return place;
    }

    private void say(Beginning beginning, EventConnection stream) {
        // So that no other thread tells of newer signals before these.
        synchronized (stream.subscriber()) {
            List<EventFrame> frames = beginning.frames();
            frames.addAll(signals.news(stream));
            frames.add(EventFrame.position(beginning.upTo()));
            stream.beginWith(frames, beginning.upTo().facts().sequence());
        }
    }

    private void leaveOthers(EventConnection stream, List<ChannelId> channels) {
        for (ChannelId channel : channels) {
            if (!stream.subscriber().watches(channel.text())) {
                SubscriberTopics.of(channel).forEach(topic -> topics.leave(topic, stream));
            }
        }
    }
}
