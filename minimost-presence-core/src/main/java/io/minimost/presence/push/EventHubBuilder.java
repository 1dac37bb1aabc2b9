package io.minimost.presence.push;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.host.ChannelAccess;
import io.minimost.presence.host.HostEventSource;
import io.minimost.presence.host.guard.GuardedAccess;
import io.minimost.presence.host.guard.GuardedEventSource;
import io.minimost.presence.host.guard.GuardedMessages;
import io.minimost.presence.receipts.MessageLookup;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an {@link EventHub}. All have defaults. Each setter checks its value and throws an {@link
 * IllegalArgumentException} that names a bad one. Not thread-safe.
 */
public final class EventHubBuilder {
    /** How many connections a user may have at a time, as in MiniMost. */
    public static final int DEFAULT_MAX_CONNECTIONS_OF_USER = 12;

    /** How many connections all users together may have at a time. */
    public static final int DEFAULT_MAX_CONNECTIONS = 10_000;

    private final PresenceStore store;
    private @Nullable ChannelAccess access;
    private Optional<MessageLookup> messages = Optional.empty();
    private HostEventSource hostEvents = HostEventSource.none();
    private int maxConnectionsOfUser = DEFAULT_MAX_CONNECTIONS_OF_USER;
    private int maxConnections = DEFAULT_MAX_CONNECTIONS;
    private LongSupplier nanoTime = System::nanoTime;
    private Duration shutdownGrace = Duration.ofMillis(250);

    EventHubBuilder(PresenceStore store) {
        this.store = Objects.requireNonNull(store, "store");
    }

    /** Decides who may use which channel. Default: {@link ChannelAccess#standard} without public channels. */
    public EventHubBuilder channelAccess(ChannelAccess rule) {
        access = Objects.requireNonNull(rule, "channel access");
        return this;
    }

    /** Finds the messages, to count those that a user has not read. Default: none, and the count is 0. */
    public EventHubBuilder messages(MessageLookup index) {
        messages = Optional.of(index);
        return this;
    }

    /** Supplies the host's own events that a connection begins with. Default: {@link HostEventSource#none}. */
    public EventHubBuilder hostEvents(HostEventSource source) {
        hostEvents = Objects.requireNonNull(source, "host events");
        return this;
    }

    /**
     * The number of connections that may be open at a time. The hub refuses more.
     *
     * @param ofUser for each user; 0 means none
     * @param ofAll for all users together; 0 means none
     * @throws IllegalArgumentException if a number is negative
     */
    public EventHubBuilder maxConnections(int ofUser, int ofAll) {
        if (ofUser < 0 || ofAll < 0) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "%d connections of a user and %d of all must not be negative", ofUser, ofAll));
        }
        maxConnectionsOfUser = ofUser;
        maxConnections = ofAll;
        return this;
    }

    /** The clock of keep-alive and of the lifetime of connections, for tests. Default: {@link System#nanoTime()}. */
    public EventHubBuilder nanoTime(LongSupplier source) {
        nanoTime = Objects.requireNonNull(source, "nano time");
        return this;
    }

    /** How long {@link EventHub#shutdown} waits for writes that are under way. */
    EventHubBuilder shutdownGrace(Duration atMost) {
        shutdownGrace = atMost;
        return this;
    }

    /** Builds the hub, which accepts connections at once. Shut it down before you close the store. */
    public EventHub build() {
        ChannelAccess rule = access != null ? access : ChannelAccess.standard(store, List.of());
        EventHub hub = new EventHub(
                store,
                new GuardedAccess(rule),
                messages.map(GuardedMessages::new),
                new GuardedEventSource(hostEvents),
                new ConnectionIndex(maxConnectionsOfUser, maxConnections),
                nanoTime,
                shutdownGrace);
        hub.start();
        return hub;
    }
}
