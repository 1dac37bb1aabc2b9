package io.minimost.presence.push;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.host.HostEventSource;
import io.minimost.presence.host.guard.GuardedAccess;
import io.minimost.presence.json.PrivateChannelList;
import io.minimost.presence.receipts.MessageLookup;
import java.util.Optional;

/** All that it takes to tell the streams of one filter what happens, put together. Thread-safe. */
final class HubAssembly {
    private final ConnectionIndex audience;
    private final Revocations revocations;
    private final WatchedTopics topics;
    private final AccessEnforcer rights;
    private final InitialEvents beginnings;
    private final Broadcaster narrator;
    private final BroadcastThread hub;

    HubAssembly(
            PresenceStore store,
            GuardedAccess access,
            Optional<MessageLookup> messages,
            HostEventSource hostEvents,
            ConnectionIndex audience,
            Revocations revocations) {
        this.audience = audience;
        this.revocations = revocations;
        topics = new WatchedTopics(new TopicReader(
                store, new PrivateChannelList(store.channels(), store.receipts(), messages), revocations)::read);
        rights = new AccessEnforcer(audience, revocations, topics, access);
        CallBroadcaster calls = new CallBroadcaster(store.calls(), audience, revocations);
        SignalBroadcaster signals = new SignalBroadcaster(store, audience, revocations);
        FactBroadcaster subjects = new FactBroadcaster(store.reactions(), calls, signals, audience, revocations);
        beginnings = new InitialEvents(
                store.events(),
                revocations,
                new SubscriberTopics(store),
                topics,
                new Replay(store.events(), store.channels(), subjects),
                calls,
                signals,
                hostEvents);
        DueTopics due = new DueTopics(topics);
        narrator = new Broadcaster(
                new EventId(store.events().latest(), hostEvents.latest()),
                audience,
                rights,
                revocations,
                new LogReader(store.events()),
                subjects,
                new ChangedTopics(store.channels()),
                due,
                new ExternalChangeBroadcaster(audience, rights, calls, signals, due));
        hub = new BroadcastThread(audience, revocations, narrator, this::repeat);
    }

    BroadcastThread hub() {
        return hub;
    }

    /** Registers {@code stream}, and then reads what it begins with, so that nothing falls between. */
    void begin(EventConnection stream, Optional<String> lastEventId, Optional<String> after) {
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
    private void repeat(EventConnection stream) {
        beginnings.topics(stream, false).forEach(stream::offer);
        forgetIfClosed(stream);
    }

    /** Whoever was registered when he had been forgotten already must be forgotten again. */
    private void forgetIfClosed(EventConnection stream) {
        if (stream.isClosed()) {
            forget(stream);
        }
    }

    EventConnection.Owner owner() {
        return new EventConnection.Owner() {
            @Override
            public void closed(EventConnection stream) {
                forget(stream);
            }

            @Override
            public void caughtUp(EventConnection stream) {
                hub.caughtUp(stream);
            }

            @Override
            public void later(Runnable work) {
                hub.later(work);
            }

            @Override
            public boolean permits(EventConnection stream, EventFrame frame) {
                return revocations.permit(stream.subscriber().user(), frame);
            }
        };
    }

    private void forget(EventConnection stream) {
        audience.remove(stream);
        SubscriberTopics.all(stream.subscriber()).forEach(topic -> topics.leave(topic, stream));
    }
}
