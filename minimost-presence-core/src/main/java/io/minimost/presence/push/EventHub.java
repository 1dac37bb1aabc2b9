package io.minimost.presence.push;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.events.Subscription;
import io.minimost.presence.host.HostEvent;
import io.minimost.presence.host.HostEventSource;
import io.minimost.presence.host.guard.GuardedAccess;
import io.minimost.presence.receipts.MessageLookup;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.UserName;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends what happens to the clients that are connected, over any transport: what the store holds by itself, and what the host
 * publishes.
 *
 * <pre>{@code
 * EventHub hub = EventHub.builder(store).build();
 * EventConnection connection = hub.connect(ConnectRequest.of("alice").withChannels(channels), sink);
 * hub.publish(HostEvent.in("general", "messages", json).withCursor(time));
 * }</pre>
 *
 * <p>{@link #publish} and its like return at once; a thread of the hub does the sending. Clients that connect later do not
 * receive what was published before: for them there is {@link HostEventSource}. No thread runs before the first connection.
 * Thread-safe.
 */
public final class EventHub implements AutoCloseable {
    private final PresenceStore store;
    private final GuardedAccess access;
    private final Optional<MessageLookup> messages;
    private final HostEventSource hostEvents;
    private final LongSupplier nanoTime;
    private final ConnectionIndex audience;
    private final Revocations revocations;
    private volatile @Nullable HubAssembly telling;
    private @Nullable Subscription revoking;

    EventHub(
            PresenceStore store,
            GuardedAccess access,
            Optional<MessageLookup> messages,
            HostEventSource hostEvents,
            ConnectionIndex audience,
            LongSupplier nanoTime) {
        this.store = store;
        this.access = access;
        this.messages = messages;
        this.hostEvents = hostEvents;
        this.nanoTime = nanoTime;
        this.audience = audience;
        revocations = new Revocations(audience);
    }

    /** Settings of a hub, all of which have defaults. */
    public static EventHubBuilder builder(PresenceStore store) {
        return new EventHubBuilder(store);
    }

    /**
     * Connects a client. It receives what it has missed, if it resumes; then the current state; then what happens, as it
     * happens.
     *
     * @param request who it is, and what for
     * @param sink where its events go, from before this returns until {@link EventSink#end} was called
     * @return the connection, to be closed when the transport is
     * @throws ConnectionRefusedException if there are too many connections, or the hub was shut down; the sink is not used then
     * @throws IllegalStateException if the host's {@link HostEventSource} fail
     */
    public EventConnection connect(ConnectRequest request, EventSink sink) {
        Objects.requireNonNull(sink, "sink");
        long arrival = request.arrivalOr(arrival());
        Subscriber subscriber = new Subscriber(request.user(), request.channels(), request.followsFacts());
        audience.requireRoomFor(request.user());
        HubAssembly current = listening();
        EventConnection connection =
                new EventConnection(subscriber, new ConnectionTimers(nanoTime), current.owner(), sink);
        boolean begun = false;
        try {
            current.begin(connection, request.lastEventId(), request.cursor());
            begun = true;
        } finally {
            if (!begun) {
                connection.discard();
            }
        }
        if (telling != current) {
            // The hub was shut down meanwhile, and nobody would ever send anything to this connection.
            connection.finish(EndReason.SHUTDOWN);
        }
        if (revocations.hasEnded(request.user(), arrival)) {
            // Who they are was asked before they were deleted or signed out, and has to be asked again.
            connection.cutOff(EndReason.RESUME);
        }
        connection.open();
        return connection;
    }

    /**
     * A mark to hand to {@link ConnectRequest#arrivedAt}. To be taken before it is asked who has sent a request: then a user who
     * is deleted or disconnected until {@link #connect} is not let in by an answer from before.
     */
    public long arrival() {
        return revocations.latest();
    }

    /**
     * Sends {@code event} to the connections that are about its channel, or to all connections if it has none. Events arrive in
     * the order in which this method was called.
     */
    public void publish(HostEvent event) {
        send(Objects.requireNonNull(event, "event"), null);
    }

    /**
     * Sends {@code event} to the connections of {@code user}; if it has a channel, to those that are about it.
     *
     * @throws IllegalArgumentException if the name is not valid
     */
    public void publishTo(String user, HostEvent event) {
        UserName.require(user);
        send(Objects.requireNonNull(event, "event"), user);
    }

    /**
     * Sends members of {@code channel} anew how many messages they have not read, as {@code private_channels} does; to be
     * called when there is a new message in a private channel, or one less. Other channels have no such number: nothing
     * happens then.
     *
     * @throws IllegalArgumentException if the channel is not valid
     */
    public void unreadChanged(String channel) {
        HubAssembly current = telling;
        if (ChannelId.parse(channel) instanceof ChannelId.Private id && current != null) {
            store.channels()
                    .members(id)
                    .forEach(member -> current.hub().changed(new TopicKey(TopicKind.PRIVATE_CHANNELS, member)));
        }
    }

    /**
     * Ends the connections of {@code user}, and drops what still waits on them. For one who signs out, or whose rights have
     * changed in a way that the store does not know of: nothing that is published after this call reaches the connections that
     * were open. A client that is still signed in connects anew within seconds, and misses nothing.
     *
     * @throws IllegalArgumentException if the name is not valid
     */
    public void disconnect(String user) {
        UserName.require(user);
        revocations.ended(user);
        audience.of(user).forEach(stream -> stream.cutOff(EndReason.DISCONNECTED));
    }

    /** Who is connected now, for a host that sends each of them something of their own by {@link #publishTo}. */
    public Set<String> users() {
        return Set.copyOf(audience.users());
    }

    /** How many connections are open now. */
    public int open() {
        return audience.size();
    }

    /** Accepts connections, again after a {@link #shutdown()}. A new hub does. */
    public synchronized void start() {
        if (revoking == null) {
            revoking = store.events().feed(revocations);
        }
    }

    /**
     * Ends all connections, each after what waits for a client that reads it, and refuses new ones. Waits for the hub's thread,
     * at most a second. May be called again.
     */
    public synchronized void shutdown() {
        if (revoking != null) {
            revoking.close();
            revoking = null;
        }
        HubAssembly current = telling;
        if (current != null) {
            telling = null;
            current.hub().stop();
            audience.everybody().forEach(stream -> stream.finishNow(EndReason.SHUTDOWN));
        }
    }

    /** As {@link #shutdown()}. */
    @Override
    public void close() {
        shutdown();
    }

    private void send(HostEvent event, @Nullable String user) {
        HubAssembly current = telling;
        if (current != null) {
            current.hub().publish(event, user);
        }
    }

    /** Listens to the store from the first connection on. */
    private HubAssembly listening() {
        HubAssembly current = telling;
        return current != null ? current : listen();
    }

    private synchronized HubAssembly listen() {
        HubAssembly current = telling;
        if (current == null) {
            if (revoking == null) {
                throw new ConnectionRefusedException(ConnectionRefusedException.Reason.SHUT_DOWN);
            }
            current = new HubAssembly(store, access, messages, hostEvents, audience, revocations);
            current.hub().start(store.events());
            telling = current;
        }
        return current;
    }
}
