package io.minimost.presence.servlet;

import io.minimost.presence.events.FactFilter;
import io.minimost.presence.values.ChannelId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who a stream is for, and what it is about. Thread-safe. */
final class Subscriber {
    private final String user;
    private final boolean manyChannels;
    private final boolean followsFacts;
    private final List<ChannelId> wanted;
    private final Set<String> allowed = ConcurrentHashMap.newKeySet();
    private volatile FactFilter filter;
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
        filter = FactFilter.reader(user, Set.of());
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
        return allowed.contains(channel);
    }

    void allow(ChannelId channel) {
        allowed.add(channel.text());
        filter = FactFilter.reader(user, allowed);
    }

    void deny(ChannelId channel) {
        allowed.remove(channel.text());
        filter = FactFilter.reader(user, allowed);
    }

    /** What he may know: the facts of his channels, and those about himself. */
    FactFilter filter() {
        return filter;
    }

    /** What the host published up to that number is in what it says at the beginning, as far as it is for him. */
    void knowsPublications(long upTo) {
        knownPublications = upTo;
    }

    boolean knows(News.Publication publication) {
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
