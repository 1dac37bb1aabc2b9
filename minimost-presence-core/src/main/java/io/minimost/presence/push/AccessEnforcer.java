package io.minimost.presence.push;

import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.events.FactKind;
import io.minimost.presence.events.LoggedFact;
import io.minimost.presence.host.guard.GuardedAccess;
import io.minimost.presence.values.ChannelId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes sure that a connection receives events of a channel only as long as its user may use the channel. */
final class AccessEnforcer {
    private static final Logger LOG = LoggerFactory.getLogger(AccessEnforcer.class);

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

    /** Grants {@code subscriber} those of the requested channels that they may use. */
    void grant(Subscriber subscriber) {
        subscriber.grant(channel -> access.mayUse(subscriber.user(), channel));
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
        // A user who may use the channel again, or still, gets it back on a new connection.
        if (watched && !subscriber.watches(channel) && mayUse(subscriber.user(), channel)) {
            connection.finish(EndReason.RESUME);
        }
    }

    /** Revokes a deleted channel. Called after the fact was sent, because those who had the channel receive it. */
    void revokeDeletedChannel(LoggedFact fact) {
        if (fact.kind() == FactKind.CHANNEL_DELETED) {
            // Also on connections that do not watch it yet, because they are just starting.
            fact.channel()
                    .ifPresent(channel -> connections.all().stream()
                            .filter(connection -> connection.subscriber().hasRequested(channel))
                            .forEach(this::recheck));
        }
    }

    /** Checks the rights of all connections, after changes that are not known one by one. */
    void recheckAll() {
        connections.all().forEach(this::recheck);
    }

    /** Checks the rights of those who watch {@code channel}. */
    void recheckWatching(String channel) {
        connections.watching(channel).forEach(this::recheck);
    }

    /** Takes from {@code connection} the channels that its user may no longer use. */
    void recheck(EventConnection connection) {
        try {
            removeLostChannels(connection);
        } catch (PresenceStoreException.Closed e) {
            throw e;
        } catch (PresenceStoreException e) {
            LOG.warn("a connection of {} ends, because the store cannot be read", connection.user(), e);
            // Its client connects again, and its rights are asked for again.
            connection.cutOff(EndReason.RESUME);
        }
    }

    private void removeLostChannels(EventConnection connection) {
        Subscriber subscriber = connection.subscriber();
        for (ChannelId channel : subscriber.requestedChannels()) {
            if (subscriber.watches(channel.text()) && !mayUse(subscriber.user(), channel)) {
                revocations.revokeChannel(subscriber.user(), channel.text());
                subscriber.deny(channel.text());
            }
            if (!subscriber.watches(channel.text())) {
                connections.removeFromChannel(connection, channel);
                SubscriberTopics.ofChannel(channel).forEach(key -> watchedTopics.unwatch(key, connection));
            }
        }
    }

    private boolean mayUse(String user, String channel) {
        return ChannelId.tryParse(channel).filter(id -> mayUse(user, id)).isPresent();
    }

    /**
     * If the host fails, access is denied. The client gets the channel back when it connects again.
     *
     * @throws PresenceStoreException if the store fails
     */
    private boolean mayUse(String user, ChannelId channel) {
        try {
            return access.mayUse(user, channel);
        } catch (PresenceStoreException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn(
                    "a connection of {} no longer receives events of {}, because access cannot be checked",
                    user,
                    channel,
                    e);
            return false;
        }
    }
}
