package io.minimost.presence.push;

import io.minimost.presence.events.PresenceEvent.PresenceChanged;
import io.minimost.presence.events.PresenceEvent.PresenceChangedElsewhere;
import io.minimost.presence.events.PresenceEvent.StatusChanged;
import io.minimost.presence.events.PresenceEvent.TypingChangedElsewhere;
import io.minimost.presence.events.PresenceEvent.TypingStarted;
import io.minimost.presence.events.PresenceEvent.TypingStopped;
import io.minimost.presence.values.StoreEvent;
import java.util.List;
import java.util.Optional;

/**
 * Identifies a topic.
 *
 * @param channelOrUser empty for a topic of all users
 */
record TopicKey(TopicKind kind, String channelOrUser) {
    static final TopicKey ONLINE = new TopicKey(TopicKind.ONLINE_USERS, "");
    static final TopicKey STATUSES = new TopicKey(TopicKind.STATUSES, "");

    /** All topics about users or members: somebody's presence has changed, and it is not known whose. */
    static final TopicKey SOME_PRESENCE = presenceOf("");

    static TopicKey presenceOf(String user) {
        return new TopicKey(TopicKind.PRESENCE, user);
    }

    Optional<String> channel() {
        return kind.isOfChannel() ? Optional.of(channelOrUser) : Optional.empty();
    }

    /** The topics that an event changes which is no fact: about who types, and what others see of users. */
    static List<TopicKey> changedBy(StoreEvent event) {
        if (event instanceof TypingStarted typing) {
            return List.of(new TopicKey(TopicKind.TYPING, typing.channel()));
        } else if (event instanceof TypingStopped typing) {
            return List.of(new TopicKey(TopicKind.TYPING, typing.channel()));
        } else if (event instanceof TypingChangedElsewhere typing) {
            return List.of(new TopicKey(TopicKind.TYPING, typing.channel()));
        } else if (event instanceof PresenceChanged presence) {
            return List.of(ONLINE, presenceOf(presence.user()));
        } else if (event instanceof StatusChanged status) {
            return List.of(STATUSES, presenceOf(status.user()));
        } else if (event instanceof PresenceChangedElsewhere presence) {
            return List.of(
                    ONLINE, STATUSES, presence.user().map(TopicKey::presenceOf).orElse(SOME_PRESENCE));
        }
        return List.of();
    }
}
