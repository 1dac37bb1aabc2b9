package io.minimost.presence.push;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.channels.PrivateChannels;
import io.minimost.presence.host.HostEventSource;
import io.minimost.presence.host.guard.GuardedAccess;
import io.minimost.presence.json.PrivateChannelList;
import io.minimost.presence.receipts.MessageLookup;
import io.minimost.presence.values.ChannelId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The parts of a hub that accepts connections, put together. Thread-safe. */
final class HubAssembly {
    /**
     * A container that ends a broken response by itself has done so long before. Not our own thread: a server that stops waits for
     * its responses, also for those that broke when the hub was shut down.
     */
    private static final Executor LATER = CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS);

    private final PrivateChannels channels;
    private final ConnectionIndex connections;
    private final Revocations revocations;
    private final SessionStreams sessionStreams;
    private final ShownMembers shownMembers = new ShownMembers();
    private final WatchedTopics watchedTopics;
    private final AccessEnforcer accessEnforcer;
    private final InitialEvents initialEvents;
    private final Broadcaster broadcaster;
    private final BroadcastThread broadcastThread;

    HubAssembly(
            PresenceStore store,
            GuardedAccess access,
            Optional<MessageLookup> messages,
            HostEventSource hostEvents,
            ConnectionIndex connections,
            Revocations revocations,
            HubCounters counters) {
        channels = store.channels();
        this.connections = connections;
        this.revocations = revocations;
        sessionStreams = new SessionStreams(store.presence().sessions(), connections);
        watchedTopics = new WatchedTopics(new TopicReader(
                store,
                new PrivateChannelList(store.channels(), store.receipts(), messages),
                revocations,
                shownMembers,
                counters));
        accessEnforcer = new AccessEnforcer(connections, revocations, watchedTopics, access);
        CallBroadcaster callBroadcaster = new CallBroadcaster(store.calls(), connections, revocations);
        SignalBroadcaster signalBroadcaster = new SignalBroadcaster(store, connections, revocations);
        FactBroadcaster factBroadcaster =
                new FactBroadcaster(store.reactions(), callBroadcaster, signalBroadcaster, connections, revocations);
        initialEvents = new InitialEvents(
                store.events(),
                revocations,
                new SubscriberTopics(store),
                watchedTopics,
                new Replay(store.events(), store.channels().memberships(), factBroadcaster),
                callBroadcaster,
                signalBroadcaster,
                hostEvents);
        DueTopics dueTopics = new DueTopics(watchedTopics, shownMembers, counters);
        broadcaster = new Broadcaster(
                new EventId(store.events().latest(), hostEvents.latest()),
                connections,
                accessEnforcer,
                revocations,
                new LogReader(store.events()),
                factBroadcaster,
                new ChangedTopics(store.channels()),
                dueTopics,
                new ExternalChangeBroadcaster(
                        connections, accessEnforcer, callBroadcaster, signalBroadcaster, dueTopics),
                hostEvents::latest);
        broadcastThread = new BroadcastThread(
                connections,
                revocations,
                broadcaster,
                this::resendCurrentValues,
                this::receive,
                this::markOutdated,
                counters);
    }

    /** Sends the members of a private channel their list again. */
    void unreadChanged(String channel) {
        ChannelId.Private.find(channel)
                .map(channels::members)
                .orElse(List.of())
                .forEach(member -> broadcastThread.topicChanged(new TopicKey(TopicKind.PRIVATE_CHANNELS, member)));
    }

    /** Reads {@code key}, and the topics that show the same user, for the next connection that begins with them. */
    private void markOutdated(TopicKey key) {
        watchedTopics.markOutdated(key);
        if (key.kind() == TopicKind.PRESENCE) {
            shownMembers
                    .channelsShowing(key.channelOrUser())
                    .forEach(channel -> watchedTopics.markOutdated(new TopicKey(TopicKind.MEMBER_PRESENCE, channel)));
        }
    }

    /** Does what the host of another node has asked for. */
    private void receive(HubMessage message) {
        if (message instanceof HubMessage.Disconnect disconnect) {
            connections.ofUser(disconnect.user()).forEach(connection -> connection.cutOff(EndReason.DISCONNECTED));
        } else if (message instanceof HubMessage.UnreadChanged changed) {
            unreadChanged(changed.channel());
        }
    }

    /** The number of topics that connections watch. */
    int topics() {
        return watchedTopics.size();
    }

    BroadcastThread broadcastThread() {
        return broadcastThread;
    }

    /** Registers {@code connection} before it reads the initial events, so that no event is lost in between. */
    void begin(EventConnection connection, Optional<String> lastEventId, Optional<String> cursor) {
        long before = revocations.count();
        // First: events that are dropped from now on must be after it.
        EventId broadcastUpTo = broadcaster.position();
        int losses = broadcaster.losses();
        accessEnforcer.grant(connection.subscriber());
        connection.subscriber().skipPublicationsUpTo(broadcastThread.publishedCount());
        connections.add(connection);
        sessionStreams.opened(connection);
        if (revocations.count() != before) {
            // A channel that was lost meanwhile was not taken from this connection. Nothing has been sent on it yet.
            accessEnforcer.recheck(connection);
        }
        initialEvents.addTo(connection, broadcastUpTo, lastEventId, cursor);
        if (broadcaster.losses() != losses) {
            connection.sendOnly(List.of(), EndReason.RESUME);
        }
        removeIfClosed(connection);
    }

    /** Sends the current values again to a connection that has skipped some of them. */
    private void resendCurrentValues(EventConnection connection) {
        connection.resend(initialEvents.currentValues(connection, false));
        removeIfClosed(connection);
    }

    /** A connection that closes while it is registered was removed too early, and is removed again. */
    private void removeIfClosed(EventConnection connection) {
        if (connection.isClosed()) {
            remove(connection);
        }
    }

    ConnectionOwner owner() {
        return new ConnectionOwner() {
            @Override
            public void onClosed(EventConnection connection) {
                boolean hasBegun = remove(connection);
                // A client that is refused is there, and may be again in a moment.
                if (hasBegun && sessionStreams.isLast(connection)) {
                    broadcastThread.runSoon(() -> sessionStreams.closed(connection));
                }
            }

            @Override
            public void onCaughtUp(EventConnection connection) {
                broadcastThread.caughtUp(connection);
            }

            @Override
            public void runLater(Runnable work) {
                LATER.execute(work);
            }

            @Override
            public boolean permits(EventConnection connection, EventFrame frame) {
                return revocations.permits(connection.subscriber().user(), frame);
            }

            @Override
            public boolean isTooOld(EventFrame frame) {
                return revocations.hasForgottenSince(frame);
            }
        };
    }

    /** Returns whether it was registered. */
    private boolean remove(EventConnection connection) {
        boolean wasRegistered = connections.remove(connection);
        SubscriberTopics.groupsOf(connection.subscriber()).forEach(group -> watchedTopics.unwatch(group, connection));
        return wasRegistered;
    }
}
