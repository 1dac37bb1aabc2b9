package io.minimost.presence.push;

import io.minimost.presence.events.FactFilter;
import io.minimost.presence.values.ChannelId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The user of a connection, and what the connection is about. Thread-safe. */
final class Subscriber {
    private final String user;
    private final boolean namesChannels;
    private final boolean receivesFacts;
    private final List<ChannelId> requestedChannels;
    private final Optional<String> session;
    private final PresenceScope presenceScope;
    private volatile SubscriberRights rights;
    private volatile long skippedPublications;
    private final Map<String, Long> lastSentSignals = new ConcurrentHashMap<>();

    /**
     * A subscriber who may not use any of the channels yet.
     *
     * @param receivesFacts whether they receive the facts themselves instead of what these change
     */
    Subscriber(String user, List<ChannelId> requestedChannels, boolean receivesFacts) {
        this(
                user,
                requestedChannels,
                requestedChannels.size() > 1,
                receivesFacts,
                Optional.empty(),
                PresenceScope.EVERYONE);
    }

    /** The same for a client that has named its session, and whose presence it wants. {@code namesChannels}: see there. */
    Subscriber(
            String user,
            List<ChannelId> requestedChannels,
            boolean namesChannels,
            boolean receivesFacts,
            Optional<String> session,
            PresenceScope presenceScope) {
        this.user = user;
        this.session = session;
        this.presenceScope = presenceScope;
        this.requestedChannels = List.copyOf(requestedChannels);
        this.receivesFacts = receivesFacts;
        this.namesChannels = namesChannels;
        rights = SubscriberRights.none(user);
    }

    String user() {
        return user;
    }

    Optional<String> session() {
        return session;
    }

    PresenceScope presenceScope() {
        return presenceScope;
    }

    /** The channels that the client has named, whether the user may use them or not. */
    List<ChannelId> requestedChannels() {
        return requestedChannels;
    }

    boolean hasRequested(String channel) {
        return requestedChannels.stream().anyMatch(named -> named.text().equals(channel));
    }

    /** Whether each event of a channel names it, because there are several, or the client wants that. */
    boolean namesChannels() {
        return namesChannels;
    }

    boolean receivesFacts() {
        return receivesFacts;
    }

    /** The requested channels that the user may use. */
    List<ChannelId> channels() {
        return requestedChannels.stream()
                .filter(channel -> watches(channel.text()))
                .toList();
    }

    boolean watches(String channel) {
        return rights.channels().contains(channel);
    }

    /**
     * Grants those of the requested channels that {@code usable} returns. If a channel is taken away meanwhile, it is asked
     * again about all of them.
     */
    void grant(UnaryOperator<Set<ChannelId>> usable) {
        Set<ChannelId> requested = Set.copyOf(requestedChannels);
        Set<String> granted;
        long version;
        do {
            version = rights.version();
            granted = usable.apply(requested).stream().map(ChannelId::text).collect(Collectors.toSet());
        } while (!grant(version, granted));
    }

    /** Returns whether the rights were still those of {@code version}. */
    private synchronized boolean grant(long version, Set<String> usable) {
        boolean unchanged = rights.version() == version;
        if (unchanged) {
            rights = rights.withChannels(user, usable);
        }
        return unchanged;
    }

    /** Takes {@code channel} away. A subscriber never gets it back. */
    synchronized void deny(String channel) {
        rights = rights.withoutChannel(user, channel);
    }

    /** Takes everything away. */
    synchronized void denyEverything() {
        rights = rights.withUserDeleted(user);
    }

    /** Whether everything was taken away. */
    boolean hasLostEverything() {
        return rights.userDeleted();
    }

    /** Whether the user may receive {@code frame}, as far as that depends on the channels of the connection. */
    boolean mayReceive(EventFrame frame) {
        SubscriberRights now = rights;
        return frame.isControl()
                || (!now.userDeleted()
                        && frame.watchedChannel().map(now.channels()::contains).orElse(true));
    }

    /** The facts that the user may receive: those of their channels, and those about them. */
    FactFilter factFilter() {
        return rights.facts();
    }

    /** Skips what the host published up to that number: the initial events contain what the user may receive of it. */
    void skipPublicationsUpTo(long upTo) {
        skippedPublications = upTo;
    }

    boolean skips(PendingChanges.Publication publication) {
        return publication.number() <= skippedPublications;
    }

    /**
     * Held while signals are read and offered, so that none overtakes another. Not the lock of the rights: these are taken away
     * within a commit, which the reading of signals may have to wait for.
     */
    Object signalOrder() {
        return lastSentSignals;
    }

    /** The number of the last signal of a call or screen share that was sent to the user; 0 if none was. */
    long lastSentSignal(String session) {
        return lastSentSignals.getOrDefault(session, 0L);
    }

    void markSignalSent(String session, long id) {
        lastSentSignals.put(session, id);
    }
}
