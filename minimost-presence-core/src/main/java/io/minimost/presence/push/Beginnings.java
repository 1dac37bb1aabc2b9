package io.minimost.presence.push;

import io.minimost.presence.events.Events;
import io.minimost.presence.host.HostEvent;
import io.minimost.presence.host.HostEvents;
import io.minimost.presence.values.ChannelId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a stream says first: what its client has missed, what is the case now, and how far it has come with that. */
final class Beginnings {
    private final Events events;
    private final Revocations revocations;
    private final StreamTopics streamTopics;
    private final Topics topics;
    private final Missed missed;
    private final CallTeller calls;
    private final SignalTeller signals;
    private final HostEvents hostEvents;

    Beginnings(
            Events events,
            Revocations revocations,
            StreamTopics streamTopics,
            Topics topics,
            Missed missed,
            CallTeller calls,
            SignalTeller signals,
            HostEvents hostEvents) {
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
    void of(EventStream stream, Place told, Optional<String> lastEventId, Optional<String> after) {
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
            beginning.frames().add(Frame.position(beginning.upTo()));
            stream.sendOnly(beginning.frames(), EndReason.RESUME);
        }
    }

    /** @param complete whether nothing is missing between it and what happens from now on */
    private record Beginning(List<Frame> frames, Place upTo, boolean complete) {}

    private Beginning read(EventStream stream, Place told, Optional<String> lastEventId, Optional<String> after) {
        // What the user loses from here on, they are not sent, though it may be in what is read now.
        long asOf = revocations.latest();
        List<Frame> frames = new ArrayList<>(List.of(Frame.retry(EndReason.LIFETIME)));
        Optional<Place> known = lastEventId.flatMap(Place::parse);
        Optional<String> cursor = known.isPresent() ? known.get().cursor() : after;
        Place upTo = new Place(events.latest(), told.cursor().or(() -> cursor));
        if (known.isPresent()) {
            Missed.Result result = missed.since(known.get(), stream.subscriber());
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
    List<Frame> topics(EventStream stream, boolean mayBeOutdated) {
        return streamTopics.of(stream.subscriber()).stream()
                .map(topic -> topics.join(topic, stream, mayBeOutdated))
                .toList();
    }

    private List<Frame> now(EventStream stream, boolean mayBeOutdated) {
        List<Frame> frames = new ArrayList<>(topics(stream, mayBeOutdated));
        if (!stream.subscriber().followsFacts()) {
            frames.addAll(calls.now(stream.subscriber().user()));
        }
        return frames;
    }

    private Place addHostEvents(
            List<Frame> frames, EventStream stream, Optional<String> cursor, Place upTo, long asOf) {
        Subscriber subscriber = stream.subscriber();
        HostEvents.Opening opening = new HostEvents.Opening(subscriber.user(), subscriber.channels(), cursor);
        Place place = upTo;
        for (HostEvent event : hostEvents.beginning(opening)) {
            place = event.cursor().map(place::at).orElse(place);
            frames.add(HostFrames.of(event, place).asOf(asOf));
        }
        return place;
    }

    private void say(Beginning beginning, EventStream stream) {
        // So that no other thread tells of newer signals before these.
        synchronized (stream.subscriber()) {
            List<Frame> frames = beginning.frames();
            frames.addAll(signals.news(stream));
            frames.add(Frame.position(beginning.upTo()));
            stream.beginWith(frames, beginning.upTo().facts().sequence());
        }
    }

    private void leaveOthers(EventStream stream, List<ChannelId> channels) {
        for (ChannelId channel : channels) {
            if (!stream.subscriber().watches(channel.text())) {
                StreamTopics.of(channel).forEach(topic -> topics.leave(topic, stream));
            }
        }
    }
}
