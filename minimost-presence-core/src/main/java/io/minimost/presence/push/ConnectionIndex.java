package io.minimost.presence.push;

import io.minimost.presence.values.ChannelId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The open connections, by user and by channel. Thread-safe. */
final class ConnectionIndex {
    private final int maxOfUser;
    private final int maxOfAll;
    private final Set<EventConnection> all = ConcurrentHashMap.newKeySet();
    private final Set<EventConnection> factReceivers = ConcurrentHashMap.newKeySet();
    private final Map<String, Set<EventConnection>> byUser = new ConcurrentHashMap<>();
    private final Map<String, Set<EventConnection>> byChannel = new ConcurrentHashMap<>();

    /**
     * @param maxOfUser how many connections a user may have
     * @param maxOfAll how many connections there may be altogether
     */
    ConnectionIndex(int maxOfUser, int maxOfAll) {
        this.maxOfUser = maxOfUser;
        this.maxOfAll = maxOfAll;
    }

    /** @throws ConnectionRefusedException if {@code user} may not have one more connection now */
    void requireCapacityFor(String user) {
        if (all.size() >= maxOfAll || ofUser(user).size() >= maxOfUser) {
            throw new ConnectionRefusedException(ConnectionRefusedException.Reason.TOO_MANY_CONNECTIONS);
        }
    }

    /**
     * Adds {@code connection}. From now on it receives the events of its user and its channels, and loses the channels
     * that its user loses.
     *
     * @throws ConnectionRefusedException if there are too many connections
     */
    synchronized void add(EventConnection connection) {
        Subscriber subscriber = connection.subscriber();
        requireCapacityFor(subscriber.user());
        all.add(connection);
        add(byUser, subscriber.user(), connection);
        if (subscriber.receivesFacts()) {
            factReceivers.add(connection);
        }
        subscriber.channels().forEach(channel -> add(byChannel, channel.text(), connection));
    }

    /** Returns whether it was in the index. */
    synchronized boolean remove(EventConnection connection) {
        boolean wasAdded = all.remove(connection);
        factReceivers.remove(connection);
        remove(byUser, connection.subscriber().user(), connection);
        connection.subscriber().requestedChannels().forEach(channel -> removeFromChannel(connection, channel));
        if (all.isEmpty()) {
            notifyAll();
        }
        return wasAdded;
    }

    /** Waits until no connection is left, but not longer than {@code most}. An interrupt ends it, too. */
    synchronized void awaitNone(Duration most) {
        long deadline = System.nanoTime() + most.toNanos();
        try {
            for (long left = most.toNanos(); left > 0 && !all.isEmpty(); left = deadline - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void removeFromChannel(EventConnection connection, ChannelId channel) {
        remove(byChannel, channel.text(), connection);
    }

    Collection<EventConnection> all() {
        return all;
    }

    /** The connections that receive the facts themselves. */
    Collection<EventConnection> factReceivers() {
        return factReceivers;
    }

    Collection<EventConnection> ofUser(String user) {
        return byUser.getOrDefault(user, Set.of());
    }

    Collection<EventConnection> watching(String channel) {
        return byChannel.getOrDefault(channel, Set.of());
    }

    /** The channels that connections watch. */
    Collection<String> channels() {
        return List.copyOf(byChannel.keySet());
    }

    /** The connections that receive {@code publication}. */
    Collection<EventConnection> receiversOf(PendingChanges.Publication publication) {
        Optional<String> channel = publication.event().channel();
        Collection<EventConnection> watching = channel.map(this::watching).orElse(all);
        Optional<String> user = publication.onlyUser();
        return user.isEmpty()
                ? watching
                : ofUser(user.get()).stream().filter(watching::contains).toList();
    }

    /** How many connections the user has who has the most. */
    int mostOfUser() {
        return byUser.values().stream().mapToInt(Set::size).max().orElse(0);
    }

    int size() {
        return all.size();
    }

    Collection<String> users() {
        return byUser.keySet();
    }

    private static void add(Map<String, Set<EventConnection>> index, String key, EventConnection connection) {
        index.compute(key, (same, known) -> {
            Set<EventConnection> connections = known != null ? known : ConcurrentHashMap.newKeySet();
            connections.add(connection);
            return connections;
        });
    }

    private static void remove(Map<String, Set<EventConnection>> index, String key, EventConnection connection) {
        index.computeIfPresent(key, (same, connections) -> {
            connections.remove(connection);
            return connections.isEmpty() ? null : connections;
        });
    }
}
