package io.minimost.presence.servlet;

import io.minimost.presence.PresenceStore;
import java.util.Optional;

/** All that it takes to tell the streams of one filter what happens, put together. Thread-safe. */
final class Telling {
    private final Audience audience;
    private final Topics topics;
    private final StreamRights rights;
    private final Beginnings beginnings;
    private final Narrator narrator;
    private final EventHub hub;

    Telling(PresenceStore store, ChannelGate gate, Host host, HostEvents hostEvents, Audience audience) {
        this.audience = audience;
        topics = new Topics(new TopicReader(store, new OwnChannels(store, host))::read);
        rights = new StreamRights(audience, topics, gate);
        CallTeller calls = new CallTeller(store.calls(), audience);
        SignalTeller signals = new SignalTeller(store, audience);
        SubjectTeller subjects = new SubjectTeller(store.reactions(), calls, signals, audience);
        beginnings = new Beginnings(
                store.events(),
                new StreamTopics(store),
                topics,
                new Missed(store.events(), store.channels(), subjects),
                calls,
                signals,
                hostEvents);
        DueTopics due = new DueTopics(topics);
        narrator = new Narrator(
                new Place(store.events().latest(), latestCursor(hostEvents)),
                audience,
                rights,
                subjects,
                new FactTopics(store.channels()),
                due,
                new ElsewhereTeller(audience, rights, calls, signals, due));
        hub = new EventHub(audience, narrator, this::repeat);
    }

    private static Optional<String> latestCursor(HostEvents hostEvents) {
        return Host.ask("HostEvents.latest", () -> hostEvents.latest().map(Place::requireCursor));
    }

    EventHub hub() {
        return hub;
    }

    /** Registers {@code stream}, and then reads what it begins with, so that nothing falls between. */
    void begin(EventStream stream, Optional<String> lastEventId, Optional<String> after) {
        rights.grant(stream.subscriber());
        stream.subscriber().knowsPublications(hub.published());
        audience.add(stream);
        // Whoever lost a channel before he was registered was not found among those who lose it.
        rights.check(stream);
        audience.watch(stream);
        beginnings.of(stream, narrator.place(), lastEventId, after);
        forgetIfClosed(stream);
    }

    /** Says what is the case to a stream that has missed some of it. */
    private void repeat(EventStream stream) {
        beginnings.topics(stream, false).forEach(stream::offer);
        forgetIfClosed(stream);
    }

    /** Whoever was registered when he had been forgotten already must be forgotten again. */
    private void forgetIfClosed(EventStream stream) {
        if (stream.isClosed()) {
            forget(stream);
        }
    }

    /** @param slot what a stream gives back when it is over */
    EventStream.Owner owner(Runnable slot) {
        return new EventStream.Owner() {
            @Override
            public void closed(EventStream stream) {
                slot.run();
                forget(stream);
            }

            @Override
            public void caughtUp(EventStream stream) {
                hub.caughtUp(stream);
            }

            @Override
            public void later(Runnable work) {
                hub.later(work);
            }
        };
    }

    private void forget(EventStream stream) {
        audience.remove(stream);
        StreamTopics.all(stream.subscriber()).forEach(topic -> topics.leave(topic, stream));
    }
}
