package io.minimost.presence.push;

import io.minimost.presence.values.ChannelId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The streams that are open, by what they are about. Thread-safe. */
final class ConnectionIndex {
    private final int maxOfUser;
    private final int maxOfAll;
    private final Set<EventConnection> all = ConcurrentHashMap.newKeySet();
    private final Set<EventConnection> followers = ConcurrentHashMap.newKeySet();
    private final Map<String, Set<EventConnection>> byUser = new ConcurrentHashMap<>();
    private final Map<String, Set<EventConnection>> byChannel = new ConcurrentHashMap<>();

    /** @param maxOfUser how many of one user there may be, and {@code maxOfAll} altogether */
    ConnectionIndex(int maxOfUser, int maxOfAll) {
        this.maxOfUser = maxOfUser;
        this.maxOfAll = maxOfAll;
    }

    /** @throws ConnectionRefusedException if there is no room for one more stream of {@code user} now */
    void requireRoomFor(String user) {
        if (all.size() >= maxOfAll || of(user).size() >= maxOfUser) {
            throw new ConnectionRefusedException(ConnectionRefusedException.Reason.TOO_MANY_CONNECTIONS);
        }
    }

    /**
     * From now on {@code stream} receives what concerns its user and its channels, and is found when rights are lost.
     *
     * @throws ConnectionRefusedException if there is no room for it
     */
    synchronized void add(EventConnection stream) {
        Subscriber subscriber = stream.subscriber();
        requireRoomFor(subscriber.user());
        all.add(stream);
        add(byUser, subscriber.user(), stream);
        if (subscriber.followsFacts()) {
            followers.add(stream);
        }
        subscriber.channels().forEach(channel -> add(byChannel, channel.text(), stream));
    }

    synchronized void remove(EventConnection stream) {
        all.remove(stream);
        followers.remove(stream);
        remove(byUser, stream.subscriber().user(), stream);
        stream.subscriber().wanted().forEach(channel -> leave(stream, channel));
    }

    void leave(EventConnection stream, ChannelId channel) {
        remove(byChannel, channel.text(), stream);
    }

    Collection<EventConnection> everybody() {
        return all;
    }

    /** Those who get the facts themselves. */
    Collection<EventConnection> followers() {
        return followers;
    }

    Collection<EventConnection> of(String user) {
        return byUser.getOrDefault(user, Set.of());
    }

    Collection<EventConnection> watching(String channel) {
        return byChannel.getOrDefault(channel, Set.of());
    }

    /** Those whom an event of the host's own is for. */
    Collection<EventConnection> concernedBy(PendingChanges.Publication publication) {
        Optional<String> channel = publication.event().channel();
        Collection<EventConnection> watching = channel.map(this::watching).orElse(all);
        Optional<String> user = publication.onlyUser();
        return user.isEmpty()
                ? watching
                : of(user.get()).stream().filter(watching::contains).toList();
    }

    int size() {
        return all.size();
    }

    Collection<String> users() {
        return byUser.keySet();
    }

    private static void add(Map<String, Set<EventConnection>> index, String key, EventConnection stream) {
        index.compute(key, (same, known) -> {
            Set<EventConnection> streams = known != null ? known : ConcurrentHashMap.newKeySet();
            streams.add(stream);
            return streams;
        });
    }

    private static void remove(Map<String, Set<EventConnection>> index, String key, EventConnection stream) {
        index.computeIfPresent(key, (same, streams) -> {
            streams.remove(stream);
            return streams.isEmpty() ? null : streams;
        });
    }
}
