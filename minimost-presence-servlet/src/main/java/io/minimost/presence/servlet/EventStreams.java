package io.minimost.presence.servlet;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.events.Subscription;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.UserName;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The event streams of a {@link PresenceFilter}: what the host can say on them, and to whom. What the store holds, they tell
 * by themselves.
 *
 * <pre>{@code
 * filter.streams().publish(HostEvent.in("general", "messages", json).withCursor(time));
 * }</pre>
 *
 * <p>All methods return at once; a thread of the filter does the telling. Streams that a client opens later do not hear of
 * it: for them there is {@link HostEvents}. Thread-safe.
 */
public final class EventStreams {
    private final PresenceStore store;
    private final ChannelGate gate;
    private final Host host;
    private final HostEvents hostEvents;
    private final LongSupplier nanoTime;
    private final UserSlots slots;
    private final Audience audience = new Audience();
    private final Revocations revocations = new Revocations(audience);
    private volatile @Nullable Telling telling;
    private Subscription revoking = () -> {};
    private int users;

    EventStreams(
            PresenceStore store,
            ChannelGate gate,
            Host host,
            HostEvents hostEvents,
            UserSlots slots,
            LongSupplier nanoTime) {
        this.store = store;
        this.gate = gate;
        this.host = host;
        this.hostEvents = hostEvents;
        this.slots = slots;
        this.nanoTime = nanoTime;
    }

    /**
     * Says {@code event} on the streams that are about its channel, or on all streams if it has none.
     *
     * <p>Events arrive in the order in which this method was called.
     */
    public void publish(HostEvent event) {
        tell(Objects.requireNonNull(event, "event"), null);
    }

    /**
     * Says {@code event} on the streams of {@code user}; if it has a channel, on those that are about it.
     *
     * @throws IllegalArgumentException if the name is not valid
     */
    public void publishTo(String user, HostEvent event) {
        UserName.require(user);
        tell(Objects.requireNonNull(event, "event"), user);
    }

    /**
     * Tells members of {@code channel} anew how many messages they have not read, as {@code private_channels} does; to be
     * called when there is a new message in a private channel, or one less. Other channels have no such number: nothing
     * happens then.
     *
     * @throws IllegalArgumentException if the channel is not valid
     */
    public void unreadChanged(String channel) {
        Telling current = telling;
        if (ChannelId.parse(channel) instanceof ChannelId.Private id && current != null) {
            store.channels()
                    .members(id)
                    .forEach(member -> current.hub().changed(new TopicKey(TopicKind.PRIVATE_CHANNELS, member)));
        }
    }

    /**
     * Ends the streams of {@code user}, and drops what still waits on them. For one who signs out, or whose rights have changed
     * in a way that the store does not know of: nothing that is published after this call reaches the connections that were
     * open. A client that is still signed in connects anew within seconds, and misses nothing.
     *
     * @throws IllegalArgumentException if the name is not valid
     */
    public void disconnect(String user) {
        UserName.require(user);
        revocations.ended(user);
        audience.of(user).forEach(stream -> stream.cutOff(StreamTimes.RETRY));
    }

    /** Whose streams are open now, for a host that tells each of them something of his own by {@link #publishTo}. */
    public Set<String> users() {
        return Set.copyOf(audience.users());
    }

    /** How many streams are open now. */
    public int open() {
        return slots.open();
    }

    /** A container may use one filter in several places, and each begins and ends that use. */
    synchronized void start() {
        if (users++ == 0) {
            revoking = store.events().feed(revocations);
        }
    }

    synchronized void stop() {
        Telling current = telling;
        if (--users == 0) {
            revoking.close();
        }
        if (users == 0 && current != null) {
            telling = null;
            current.hub().stop();
            // Not all of them come back at the same moment.
            audience.everybody()
                    .forEach(stream -> stream.finishNow(
                            StreamTimes.RETRY + ThreadLocalRandom.current().nextLong(StreamTimes.RETRY)));
        }
    }

    /**
     * A stream with its beginning, which is registered and has to be given a response, or to be closed.
     *
     * @param arrival what {@link #arrival} was when the request came
     * @throws Refusal if there are too many
     */
    EventStream open(Subscriber subscriber, Optional<String> lastEventId, Optional<String> after, long arrival) {
        Runnable slot = slots.take(subscriber.user())
                .orElseThrow(
                        () -> new Refusal(Reply.text(429, "too many open event streams; close other tabs and retry")
                                .with("Retry-After", "5")));
        boolean begun = false;
        try {
            EventStream stream = begin(listening(), slot, subscriber, lastEventId, after);
            if (revocations.hasEnded(subscriber.user(), arrival)) {
                // Who they are was asked before they were deleted or signed out, and has to be asked again.
                stream.cutOff(StreamTimes.RETRY_SOON);
            }
            begun = true;
            return stream;
        } finally {
            if (!begun) {
                slot.run();
            }
        }
    }

    /** To be asked before it is asked who has sent a request. */
    long arrival() {
        return revocations.latest();
    }

    private EventStream begin(
            Telling current,
            Runnable slot,
            Subscriber subscriber,
            Optional<String> lastEventId,
            Optional<String> after) {
        EventStream stream = new EventStream(subscriber, new StreamTimes(nanoTime), current.owner(slot));
        boolean begun = false;
        try {
            current.begin(stream, lastEventId, after);
            begun = true;
        } finally {
            if (!begun) {
                stream.close();
            }
        }
        if (telling != current) {
            // The filter has been stopped meanwhile, and nobody would ever tell this stream anything.
            stream.finish(StreamTimes.RETRY);
        }
        return stream;
    }

    private void tell(HostEvent event, @Nullable String user) {
        Telling current = telling;
        if (current != null) {
            current.hub().publish(event, user);
        }
    }

    /** Listens to the store from the first stream on. */
    private Telling listening() {
        Telling current = telling;
        return current != null ? current : listen();
    }

    private synchronized Telling listen() {
        Telling current = telling;
        if (current == null) {
            if (users == 0) {
                throw new Refusal(Reply.error(503, "this server stops").with("Retry-After", "5"));
            }
            current = new Telling(store, gate, host, hostEvents, audience, revocations);
            current.hub().start(store.events());
            telling = current;
        }
        return current;
    }
}
