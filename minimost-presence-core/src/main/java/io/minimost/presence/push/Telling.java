package io.minimost.presence.push;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.host.HostEvents;
import io.minimost.presence.host.guard.GuardedAccess;
import io.minimost.presence.json.OwnChannels;
import io.minimost.presence.receipts.MessageIndex;
import java.util.Optional;

/** All that it takes to tell the streams of one filter what happens, put together. Thread-safe. */
final class Telling {
    private final Audience audience;
    private final Revocations revocations;
    private final Topics topics;
    private final StreamRights rights;
    private final Beginnings beginnings;
    private final Narrator narrator;
    private final EventHub hub;

    Telling(
            PresenceStore store,
            GuardedAccess access,
            Optional<MessageIndex> messages,
            HostEvents hostEvents,
            Audience audience,
            Revocations revocations) {
        this.audience = audience;
        this.revocations = revocations;
        topics = new Topics(new TopicReader(
                store, new OwnChannels(store.channels(), store.receipts(), messages), revocations)::read);
        rights = new StreamRights(audience, revocations, topics, access);
        CallTeller calls = new CallTeller(store.calls(), audience, revocations);
        SignalTeller signals = new SignalTeller(store, audience, revocations);
        SubjectTeller subjects = new SubjectTeller(store.reactions(), calls, signals, audience, revocations);
        beginnings = new Beginnings(
                store.events(),
                revocations,
                new StreamTopics(store),
                topics,
                new Missed(store.events(), store.channels(), subjects),
                calls,
                signals,
                hostEvents);
        DueTopics due = new DueTopics(topics);
        narrator = new Narrator(
                new Place(store.events().latest(), hostEvents.latest()),
                audience,
                rights,
                revocations,
                new NewFacts(store.events()),
                subjects,
                new FactTopics(store.channels()),
                due,
                new ElsewhereTeller(audience, rights, calls, signals, due));
        hub = new EventHub(audience, revocations, narrator, this::repeat);
    }

    EventHub hub() {
        return hub;
    }

    /** Registers {@code stream}, and then reads what it begins with, so that nothing falls between. */
    void begin(EventStream stream, Optional<String> lastEventId, Optional<String> after) {
        long known = revocations.latest();
        rights.grant(stream.subscriber());
        stream.subscriber().knowsPublications(hub.published());
        audience.add(stream);
        if (revocations.latest() != known) {
            // What was lost meanwhile has not been taken from this stream. Nothing has left it yet.
            rights.check(stream);
        }
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

    EventStream.Owner owner() {
        return new EventStream.Owner() {
            @Override
            public void closed(EventStream stream) {
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

            @Override
            public boolean permits(EventStream stream, Frame frame) {
                return revocations.permit(stream.subscriber().user(), frame);
            }
        };
    }

    private void forget(EventStream stream) {
        audience.remove(stream);
        StreamTopics.all(stream.subscriber()).forEach(topic -> topics.leave(topic, stream));
    }
}
