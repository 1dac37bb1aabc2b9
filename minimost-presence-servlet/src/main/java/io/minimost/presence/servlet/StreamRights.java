package io.minimost.presence.servlet;

import io.minimost.presence.events.FactKind;
import io.minimost.presence.events.LoggedFact;
import io.minimost.presence.values.ChannelId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that a stream tells of a channel only as long as its user may use that. */
final class StreamRights {
    private static final Logger LOG = LoggerFactory.getLogger(StreamRights.class);

    private final Audience audience;
    private final Topics topics;
    private final ChannelGate gate;

    StreamRights(Audience audience, Topics topics, ChannelGate gate) {
        this.audience = audience;
        this.topics = topics;
        this.gate = gate;
    }

    /** Opens to {@code subscriber} those of his channels that he may use. */
    void grant(Subscriber subscriber) {
        subscriber.wanted().stream()
                .filter(channel -> gate.mayUse(subscriber.user(), channel))
                .forEach(subscriber::allow);
    }

    /** Takes away what {@code fact} takes away; before it is told, so that nothing more is told to those who lost it. */
    void apply(LoggedFact fact) {
        if (fact.kind() == FactKind.MEMBER_LEFT) {
            fact.user().ifPresent(user -> audience.of(user).forEach(this::check));
        } else if (fact.kind() == FactKind.USER_FORGOTTEN) {
            fact.user().ifPresent(user -> audience.of(user).forEach(stream -> stream.finish(StreamTimes.RETRY)));
        }
    }

    /** The same for a channel that is no more; after it was told, because those who had it shall know. */
    void applyAfterwards(LoggedFact fact) {
        if (fact.kind() == FactKind.CHANNEL_FORGOTTEN) {
            // Also of those that do not hear of it yet, because they just begin.
            fact.channel()
                    .ifPresent(channel -> audience.everybody().stream()
                            .filter(stream -> stream.subscriber().watches(channel))
                            .forEach(this::check));
        }
    }

    /** The same after changes that are not known one by one. */
    void checkAll() {
        audience.everybody().forEach(this::check);
    }

    /** Takes away from {@code stream} what its user may no longer use. */
    void check(EventStream stream) {
        Subscriber subscriber = stream.subscriber();
        for (ChannelId channel : subscriber.channels()) {
            if (!mayUse(subscriber.user(), channel)) {
                subscriber.deny(channel);
                audience.leave(stream, channel);
                StreamTopics.of(channel).forEach(topic -> topics.leave(topic, stream));
            }
        }
    }

    /** Whom nobody can answer for now may not; he connects anew soon enough. */
    private boolean mayUse(String user, ChannelId channel) {
        try {
            return gate.mayUse(user, channel);
        } catch (RuntimeException e) {
            LOG.warn("a stream of {} no longer tells of {}, because access cannot be checked", user, channel, e);
            return false;
        }
    }
}
