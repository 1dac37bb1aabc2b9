package io.minimost.presence.push;

import io.minimost.presence.events.FactKind;
import io.minimost.presence.events.LoggedFact;
import io.minimost.presence.host.guard.GuardedAccess;
import io.minimost.presence.values.ChannelId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that a stream tells of a channel only as long as its user may use that. */
final class AccessEnforcer {
    private static final Logger LOG = LoggerFactory.getLogger(AccessEnforcer.class);

    private final ConnectionIndex audience;
    private final Revocations revocations;
    private final WatchedTopics topics;
    private final GuardedAccess access;

    AccessEnforcer(ConnectionIndex audience, Revocations revocations, WatchedTopics topics, GuardedAccess access) {
        this.audience = audience;
        this.revocations = revocations;
        this.topics = topics;
        this.access = access;
    }

    /** Opens to {@code subscriber} those of his channels that he may use. */
    void grant(Subscriber subscriber) {
        subscriber.grant(channel -> access.mayUse(subscriber.user(), channel));
    }

    /**
     * Takes away what {@code fact} takes away; before it is sent, so that nothing more is sent to those who lost it. What this
     * store committed is taken away already, but not what another one did.
     */
    void apply(LoggedFact fact) {
        revocations.revoke(fact);
        if (fact.kind() == FactKind.MEMBER_LEFT) {
            audience.of(fact.user().orElse(""))
                    .forEach(stream -> leave(stream, fact.channel().orElse("")));
        } else if (fact.kind() == FactKind.USER_DELETED) {
            fact.user().ifPresent(user -> audience.of(user).forEach(stream -> stream.cutOff(EndReason.DISCONNECTED)));
        }
    }

    private void leave(EventConnection stream, String channel) {
        boolean watched = audience.watching(channel).contains(stream);
        check(stream);
        Subscriber subscriber = stream.subscriber();
        // A user who may use the channel again, or still, gets it back on a new connection.
        if (watched && !subscriber.watches(channel) && mayUse(subscriber.user(), ChannelId.parse(channel))) {
            stream.finish(EndReason.RESUME);
        }
    }

    /** The same for a channel that is no more; after it was told, because those who had it shall know. */
    void applyAfterwards(LoggedFact fact) {
        if (fact.kind() == FactKind.CHANNEL_DELETED) {
            // Also of those that do not hear of it yet, because they just begin.
            fact.channel()
                    .ifPresent(channel -> audience.everybody().stream()
                            .filter(stream -> stream.subscriber().wants(channel))
                            .forEach(this::check));
        }
    }

    /** The same after changes that are not known one by one. */
    void checkAll() {
        audience.everybody().forEach(this::check);
    }

    /** The same for those who watch {@code channel}. */
    void checkWatching(String channel) {
        audience.watching(channel).forEach(this::check);
    }

    /** Takes away from {@code stream} what its user may no longer use. */
    void check(EventConnection stream) {
        Subscriber subscriber = stream.subscriber();
        for (ChannelId channel : subscriber.wanted()) {
            if (subscriber.watches(channel.text()) && !mayUse(subscriber.user(), channel)) {
                revocations.lost(subscriber.user(), channel.text());
                subscriber.deny(channel.text());
            }
            if (!subscriber.watches(channel.text())) {
                audience.leave(stream, channel);
                SubscriberTopics.of(channel).forEach(topic -> topics.leave(topic, stream));
            }
        }
    }

    /** Whom nobody can answer for now may not; he connects anew soon enough. */
    private boolean mayUse(String user, ChannelId channel) {
        try {
            return access.mayUse(user, channel);
        } catch (RuntimeException e) {
            LOG.warn("a stream of {} no longer tells of {}, because access cannot be checked", user, channel, e);
            return false;
        }
    }
}
