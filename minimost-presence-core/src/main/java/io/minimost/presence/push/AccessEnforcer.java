package io.minimost.presence.push;

import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.events.FactKind;
import io.minimost.presence.events.LoggedFact;
import io.minimost.presence.host.guard.GuardedAccess;
import io.minimost.presence.values.ChannelId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes sure that a connection receives events of a channel only as long as its user may use the channel. */
final class AccessEnforcer {
    private static final Logger LOG = LoggerFactory.getLogger(AccessEnforcer.class);

    /** The rights of so many connections are asked for at once. If that fails, all of them end. */
    private static final int TOGETHER = 100;

    private final ConnectionIndex connections;
    private final Revocations revocations;
    private final WatchedTopics watchedTopics;
    private final GuardedAccess access;

    AccessEnforcer(
            ConnectionIndex connections, Revocations revocations, WatchedTopics watchedTopics, GuardedAccess access) {
        this.connections = connections;
        this.revocations = revocations;
        this.watchedTopics = watchedTopics;
        this.access = access;
    }

    /**
     * Grants {@code subscriber} those of the requested channels that they may use.
     *
     * @throws ConnectionRefusedException if the host fails. Without a channel that the user may use, the connection would
     *     miss what happens there, and its client would not learn of that
     */
    void grant(Subscriber subscriber) {
        subscriber.grant(channels -> usable(subscriber.user(), channels)
                .orElseThrow(() -> new ConnectionRefusedException(ConnectionRefusedException.Reason.HOST_FAILED)));
    }

    /**
     * Revokes what {@code fact} takes away. Called before the fact is sent, so that those who lost a channel receive
     * nothing more of it. What this store committed is revoked already, but not what another one committed.
     */
    void revoke(LoggedFact fact) {
        revocations.revoke(fact);
        if (fact.kind() == FactKind.MEMBER_LEFT) {
            connections
                    .ofUser(fact.user().orElse(""))
                    .forEach(connection ->
                            leaveChannel(connection, fact.channel().orElse("")));
        } else if (fact.kind() == FactKind.USER_DELETED) {
            // Only the connections that were open: the name may be in use again.
            connections.ofUser(fact.user().orElse("")).stream()
                    .filter(connection -> connection.subscriber().hasLostEverything())
                    .forEach(connection -> connection.cutOff(EndReason.DISCONNECTED));
        }
    }

    private void leaveChannel(EventConnection connection, String channel) {
        boolean watched = connections.watching(channel).contains(connection);
        recheck(connection);
        Subscriber subscriber = connection.subscriber();
        // A user who may use the channel again, or still, gets it back on a new connection. If the host fails, it is
        // asked again then.
        if (watched && !subscriber.watches(channel) && !isDenied(subscriber.user(), channel)) {
            connection.finish(EndReason.RESUME);
        }
    }

    /** Revokes a deleted channel. Called after the fact was sent, because those who had the channel receive it. */
    void revokeDeletedChannel(LoggedFact fact) {
        if (fact.kind() == FactKind.CHANNEL_DELETED) {
            // Also on connections that do not watch it yet, because they are just starting.
            fact.channel()
                    .ifPresent(channel -> recheck(
                            connections.all().stream()
                                    .filter(connection ->
                                            connection.subscriber().hasRequested(channel))
                                    .toList(),
                            any -> true));
        }
    }

    /** Checks the rights of all connections, after changes that are not known one by one. */
    void recheckAll() {
        recheck(List.copyOf(connections.all()), any -> true);
    }

    /** Checks the rights to {@code channel} of those who watch it. */
    void recheckWatching(String channel) {
        recheck(
                List.copyOf(connections.watching(channel)),
                named -> named.text().equals(channel));
    }

    /** Takes from {@code connection} the channels that its user may no longer use. */
    void recheck(EventConnection connection) {
        recheck(List.of(connection), any -> true);
    }

    private void recheck(List<EventConnection> some, Predicate<ChannelId> concerned) {
        for (int from = 0; from < some.size(); from += TOGETHER) {
            recheckTogether(some.subList(from, Math.min(from + TOGETHER, some.size())), concerned);
        }
    }

    private void recheckTogether(List<EventConnection> some, Predicate<ChannelId> concerned) {
        try {
            removeLostChannels(some, concerned);
        } catch (PresenceStoreException.Closed e) {
            throw e;
        } catch (PresenceStoreException e) {
            LOG.warn("{} connections end, because the store cannot be read", some.size(), e);
            // Their clients connect again, and their rights are asked for again.
            some.forEach(connection -> connection.cutOff(EndReason.RESUME));
        }
    }

    private void removeLostChannels(List<EventConnection> some, Predicate<ChannelId> concerned) {
        Map<String, Set<ChannelId>> asked = new LinkedHashMap<>();
        for (EventConnection connection : some) {
            Set<ChannelId> ofUser = asked.computeIfAbsent(connection.user(), user -> new LinkedHashSet<>());
            connection.subscriber().channels().stream().filter(concerned).forEach(ofUser::add);
        }
        Map<String, Set<ChannelId>> usable = access.usable(asked);
        for (EventConnection connection : some) {
            Set<ChannelId> known = usable.get(connection.user());
            if (known == null) {
                LOG.debug("the connection of {} ends, because its rights are not known", connection.user());
                // Nothing is sent that it may have lost, and nothing is missed: its client connects again, and resumes.
                connection.cutOff(EndReason.RESUME);
                continue;
            }
            Set<ChannelId> lost = new HashSet<>(asked.getOrDefault(connection.user(), Set.of()));
            lost.removeAll(known);
            connection.subscriber().requestedChannels().stream()
                    .filter(concerned)
                    .forEach(channel -> removeIfLost(connection, channel, lost));
        }
    }

    private void removeIfLost(EventConnection connection, ChannelId channel, Set<ChannelId> lost) {
        Subscriber subscriber = connection.subscriber();
        if (subscriber.watches(channel.text()) && lost.contains(channel)) {
            revocations.revokeChannel(subscriber.user(), channel.text());
            subscriber.deny(channel.text());
        }
        if (!subscriber.watches(channel.text())) {
            connections.removeFromChannel(connection, channel);
            watchedTopics.unwatch(TopicKey.groupOf(channel), connection);
        }
    }

    /** Whether it is known that {@code user} may not use {@code channel}. */
    private boolean isDenied(String user, String channel) {
        Optional<ChannelId> id = ChannelId.tryParse(channel);
        return id.isEmpty()
                || usable(user, Set.of(id.get())).filter(Set::isEmpty).isPresent();
    }

    /**
     * Those of {@code channels} that {@code user} may use; empty if the host fails, so that it is not known.
     *
     * @throws PresenceStoreException if the store fails
     */
    private Optional<Set<ChannelId>> usable(String user, Set<ChannelId> channels) {
        return Optional.ofNullable(access.usable(Map.of(user, channels)).get(user));
    }
}
