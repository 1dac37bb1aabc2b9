package io.minimost.presence.push;

import io.minimost.presence.events.FactFilter;
import io.minimost.presence.values.ChannelId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Who a stream is for, and what it is about. Thread-safe. */
final class Subscriber {
    private final String user;
    private final boolean manyChannels;
    private final boolean followsFacts;
    private final List<ChannelId> wanted;
    private volatile SubscriberRights rights;
    private volatile long knownPublications;
    private final Map<String, Long> lastSignals = new ConcurrentHashMap<>();

    /**
     * A subscriber who may use none of the channels yet.
     *
     * @param followsFacts whether he gets the facts themselves instead of what they change
     */
    Subscriber(String user, List<ChannelId> wanted, boolean followsFacts) {
        this.user = user;
        this.wanted = List.copyOf(wanted);
        this.followsFacts = followsFacts;
        manyChannels = wanted.size() > 1;
        rights = SubscriberRights.none(user);
    }

    String user() {
        return user;
    }

    /** The channels that he has named, whether he may use them or not. */
    List<ChannelId> wanted() {
        return wanted;
    }

    boolean wants(String channel) {
        return wanted.stream().anyMatch(named -> named.text().equals(channel));
    }

    /** Whether he has named several channels, so that each of their events must say which one it is about. */
    boolean hasManyChannels() {
        return manyChannels;
    }

    boolean followsFacts() {
        return followsFacts;
    }

    /** Those of the channels that he may use. */
    List<ChannelId> channels() {
        return wanted.stream().filter(channel -> watches(channel.text())).toList();
    }

    boolean watches(String channel) {
        return rights.channels().contains(channel);
    }

    /**
     * Opens to the user those of the wanted channels for which {@code mayUse} says so. If one is taken away while it is asked,
     * it is asked again.
     */
    void grant(Predicate<ChannelId> mayUse) {
        Set<String> usable;
        long version;
        do {
            version = rights.version();
            usable = wanted.stream().filter(mayUse).map(ChannelId::text).collect(Collectors.toSet());
        } while (!grant(version, usable));
    }

    /** Returns whether the rights were still those of {@code version}. */
    private synchronized boolean grant(long version, Set<String> usable) {
        boolean unchanged = rights.version() == version;
        if (unchanged) {
            rights = rights.with(user, usable);
        }
        return unchanged;
    }

    /** Takes {@code channel} away. A subscriber never gets it back. */
    synchronized void deny(String channel) {
        rights = rights.without(user, channel);
    }

    /** Takes everything away. */
    synchronized void denyEverything() {
        rights = rights.withoutAnything(user);
    }

    /** Whether the user may receive {@code frame}, as far as that depends on the channels of the stream. */
    boolean mayReceive(EventFrame frame) {
        SubscriberRights now = rights;
        return frame.isControl()
                || (!now.nothing()
                        && frame.watched().map(now.channels()::contains).orElse(true));
    }

    /** What the user may know: the facts of their channels, and those about themselves. */
    FactFilter filter() {
        return rights.facts();
    }

    /** What the host published up to that number is in what it says at the beginning, as far as it is for him. */
    void knowsPublications(long upTo) {
        knownPublications = upTo;
    }

    boolean knows(PendingChanges.Publication publication) {
        return publication.number() <= knownPublications;
    }

    /** The number of the last signal in a call or screen share that he was sent; 0 if none was. */
    long lastSignal(String session) {
        return lastSignals.getOrDefault(session, 0L);
    }

    void gotSignal(String session, long id) {
        lastSignals.put(session, id);
    }
}
