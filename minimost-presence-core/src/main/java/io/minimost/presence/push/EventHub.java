package io.minimost.presence.push;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.events.NodeMessage;
import io.minimost.presence.events.Subscription;
import io.minimost.presence.host.HostEvent;
import io.minimost.presence.host.HostEventSource;
import io.minimost.presence.host.guard.GuardedAccess;
import io.minimost.presence.host.guard.HostFailedException;
import io.minimost.presence.receipts.MessageLookup;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.UserName;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends events to the clients that are connected, over any transport: the changes of the store, and the events that the
 * host publishes.
 *
 * <pre>{@code
 * EventHub hub = EventHub.builder(store).build();
 * EventConnection connection = hub.connect(ConnectRequest.of("alice").withChannels(channels), sink);
 * hub.publish(HostEvent.in("general", "messages", json).withCursor(time));
 * }</pre>
 *
 * <p>{@link #publish} and {@link #publishTo} return at once; a thread of the hub sends the events. A client that
 * connects later does not receive what was published before: {@link HostEventSource} supplies that. No thread runs
 * before the first connection. Thread-safe.
 */
public final class EventHub implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventHub.class);

    private final PresenceStore store;
    private final boolean isShared;
    private final GuardedAccess access;
    private final Optional<MessageLookup> messages;
    private final HostEventSource hostEvents;
    private final LongSupplier nanoTime;
    private final Duration shutdownGrace;
    private final ConnectionIndex connections;
    private final Revocations revocations;
    private final HubCounters counters = new HubCounters();
    private volatile @Nullable HubAssembly assembly;
    private @Nullable Subscription revocationFeed;

    EventHub(
            PresenceStore store,
            GuardedAccess access,
            Optional<MessageLookup> messages,
            HostEventSource hostEvents,
            ConnectionIndex connections,
            LongSupplier nanoTime,
            Duration shutdownGrace) {
        this.store = store;
        isShared = store.events().reachesOtherNodes();
        this.access = access;
        this.messages = messages;
        this.hostEvents = hostEvents;
        this.nanoTime = nanoTime;
        this.shutdownGrace = shutdownGrace;
        this.connections = connections;
        revocations = new Revocations(connections);
    }

    /** The settings of a new hub. All have defaults. */
    public static EventHubBuilder builder(PresenceStore store) {
        return new EventHubBuilder(store);
    }

    /**
     * Connects a client. It receives the events that it has missed if it resumes, then the current state, and then new
     * events as they happen.
     *
     * @param request who connects, and what the connection is about
     * @param sink where the events go, from before this method returns until {@link EventSink#end} was called
     * @return the connection, which must be closed when its transport is
     * @throws ConnectionRefusedException if there are too many connections, the hub was shut down, or an interface of the host
     *     fails; the sink is not used then
     * @throws PresenceStoreException if the store cannot be read; the sink is not used then
     */
    public EventConnection connect(ConnectRequest request, EventSink sink) {
        Objects.requireNonNull(sink, "sink");
        try {
            return accept(request, sink);
        } catch (ConnectionRefusedException e) {
            counters.refused(e.reason());
            throw e;
        } catch (HostFailedException e) {
            LOG.error("{} is not connected, because the host has failed", request.user(), e);
            throw new ConnectionRefusedException(ConnectionRefusedException.Reason.HOST_FAILED);
        }
    }

    private EventConnection accept(ConnectRequest request, EventSink sink) {
        long arrival = request.arrivalOr(arrival());
        Subscriber subscriber = new Subscriber(
                request.user(),
                request.channels(),
                request.namesChannels(),
                request.receivesFacts(),
                request.session(),
                request.presenceScope());
        connections.requireCapacityFor(request.user());
        HubAssembly current = startedAssembly();
        EventConnection connection =
                new EventConnection(subscriber, timers(subscriber, sink), current.owner(), sink, counters);
        boolean accepted = false;
        try {
            current.begin(connection, request.lastEventId(), request.cursor());
            accepted = true;
        } finally {
            if (!accepted) {
                connection.discard();
            }
        }
        if (assembly != current) {
            // The hub was shut down meanwhile, so nothing would ever be sent on this connection.
            connection.finish(EndReason.SHUTDOWN);
        }
        if (revocations.hasLostEverything(request.user(), arrival)) {
            // The user was identified before they were deleted or disconnected, so the transport must identify them
            // again.
            connection.cutOff(EndReason.RESUME);
        }
        connection.open();
        return connection;
    }

    private ConnectionTimers timers(Subscriber subscriber, EventSink sink) {
        boolean mustCheck = subscriber.session().isPresent() && !sink.noticesThatItsClientIsGone();
        return new ConnectionTimers(
                nanoTime, mustCheck ? ConnectionTimers.CHECK_AFTER : ConnectionTimers.KEEP_ALIVE_AFTER);
    }

    /**
     * A mark for {@link ConnectRequest#arrivedAt}. Take it before you find out which user sent a request. If that user
     * is deleted or disconnected before {@link #connect}, the hub then ends the connection as soon as it begins.
     */
    public long arrival() {
        return revocations.count();
    }

    /**
     * Sends {@code event} to the connections that are about its channel, or to all connections if it has no channel.
     * Events are sent in the order of the calls.
     */
    public void publish(HostEvent event) {
        send(Objects.requireNonNull(event, "event"), null);
    }

    /**
     * Sends {@code event} to the connections of {@code user}. If it has a channel, only those that are about that
     * channel receive it.
     *
     * @throws IllegalArgumentException if the name is not valid
     */
    public void publishTo(String user, HostEvent event) {
        UserName.requireStored(user);
        send(Objects.requireNonNull(event, "event"), user);
    }

    /**
     * Sends the members of {@code channel} their {@code private_channels} again, with the number of messages that they
     * have not read. Call it when a private channel has one message more or less. Other channels have no such number,
     * and nothing is sent.
     *
     * @throws IllegalArgumentException if the channel is not valid
     */
    public void unreadChanged(String channel) {
        ChannelId.requireStored(channel);
        onAllNodes(new HubMessage.UnreadChanged(channel), () -> {
            HubAssembly current = assembly;
            if (current != null) {
                current.unreadChanged(channel);
            }
        });
    }

    /**
     * Ends the connections of {@code user}, and drops the events that wait on them. Call it when the user signs out,
     * or when their rights change in a way that the store does not know. Events that are published after this call do
     * not reach these connections. A client that is still signed in connects again within seconds and misses nothing.
     *
     * @throws IllegalArgumentException if the name is not valid
     */
    public void disconnect(String user) {
        UserName.requireStored(user);
        onAllNodes(new HubMessage.Disconnect(user), () -> {
            revocations.revokeEverything(user);
            connections.ofUser(user).forEach(connection -> connection.cutOff(EndReason.DISCONNECTED));
        });
    }

    /**
     * The users who are connected now, for a host that sends each of them an event of their own by {@link #publishTo}.
     */
    public Set<String> users() {
        return Set.copyOf(connections.users());
    }

    /** The number of connections that are open now. */
    public int openConnections() {
        return connections.size();
    }

    /**
     * Figures of this hub, also after it was shut down. Asks neither the store nor the clients; with ten thousand connections, it
     * takes about a millisecond.
     */
    public HubStats stats() {
        HubAssembly current = assembly;
        return counters.snapshot(connections, current == null ? 0 : current.topics());
    }

    /** Accepts connections again after {@link #shutdown()}. A new hub accepts them already. */
    public synchronized void start() {
        if (revocationFeed == null) {
            revocationFeed = store.events().feed(revocations);
        }
    }

    /**
     * Ends all connections, and refuses new ones. A client that reads receives the events that wait for it. Waits at
     * most a second for the hub's thread, and a quarter of a second for clients. Has no effect if the hub was shut down already.
     */
    public synchronized void shutdown() {
        if (revocationFeed != null) {
            revocationFeed.close();
            revocationFeed = null;
        }
        HubAssembly current = assembly;
        if (current != null) {
            assembly = null;
            current.broadcastThread().stop();
            connections.all().forEach(connection -> connection.finish(EndReason.SHUTDOWN));
            // Most have ended; the others are in the middle of a write, or do not read.
            connections.awaitNone(shutdownGrace);
            connections.all().forEach(connection -> connection.finishNow(EndReason.SHUTDOWN));
        }
    }

    /** Does the same as {@link #shutdown()}. */
    @Override
    public void close() {
        shutdown();
    }

    private void send(HostEvent event, @Nullable String user) {
        onAllNodes(new HubMessage.Publish(event, Optional.ofNullable(user)), () -> {
            HubAssembly current = assembly;
            if (current != null) {
                current.broadcastThread().publish(event, user);
            }
        });
    }

    /** Does what {@code message} says here, and then lets the hubs of other nodes do the same. */
    private void onAllNodes(HubMessage message, Runnable here) {
        // First, because it refuses a message that is too long.
        Optional<NodeMessage> forOthers = isShared ? Optional.of(message.toNodes()) : Optional.empty();
        here.run();
        try {
            forOthers.ifPresent(store.events()::announce);
        } catch (PresenceStoreException.Closed e) {
            LOG.debug("the store was closed, so other nodes are not told", e);
        }
    }

    /** The parts of the hub, which follow the store from the first connection on. */
    private HubAssembly startedAssembly() {
        HubAssembly current = assembly;
        return current != null ? current : startAssembly();
    }

    private synchronized HubAssembly startAssembly() {
        HubAssembly current = assembly;
        if (current == null) {
            if (revocationFeed == null) {
                throw new ConnectionRefusedException(ConnectionRefusedException.Reason.SHUT_DOWN);
            }
            current = new HubAssembly(store, access, messages, hostEvents, connections, revocations, counters);
            current.broadcastThread().start(store.events());
            assembly = current;
        }
        return current;
    }
}
