package io.minimost.presence.push;

import io.minimost.presence.events.PresenceEvent.DeliveryChangedElsewhere;
import io.minimost.presence.events.PresenceEvent.MessagesDelivered;
import io.minimost.presence.events.PresenceEvent.PresenceChanged;
import io.minimost.presence.events.PresenceEvent.PresenceChangedElsewhere;
import io.minimost.presence.events.PresenceEvent.ReadPointChangedElsewhere;
import io.minimost.presence.events.PresenceEvent.ReadPointMoved;
import io.minimost.presence.events.PresenceEvent.StatusChanged;
import io.minimost.presence.events.PresenceEvent.TypingChangedElsewhere;
import io.minimost.presence.events.PresenceEvent.TypingStarted;
import io.minimost.presence.events.PresenceEvent.TypingStopped;
import io.minimost.presence.values.StoreEvent;
import java.util.List;

/** The topics that an event of state changes. Those of facts are in {@link FactEffect}. */
final class StateTopics {
    private StateTopics() {}

    static List<TopicKey> changedBy(StoreEvent event) {
        if (event instanceof TypingStarted typing) {
            return List.of(new TopicKey(TopicKind.TYPING, typing.channel()));
        } else if (event instanceof TypingStopped typing) {
            return List.of(new TopicKey(TopicKind.TYPING, typing.channel()));
        } else if (event instanceof TypingChangedElsewhere typing) {
            return List.of(new TopicKey(TopicKind.TYPING, typing.channel()));
        } else if (event instanceof PresenceChanged presence) {
            return List.of(TopicKey.ONLINE, TopicKey.presenceOf(presence.user()));
        } else if (event instanceof StatusChanged status) {
            return List.of(TopicKey.STATUSES, TopicKey.presenceOf(status.user()));
        } else if (event instanceof PresenceChangedElsewhere presence) {
            return List.of(
                    TopicKey.ONLINE,
                    TopicKey.STATUSES,
                    presence.user().map(TopicKey::presenceOf).orElse(TopicKey.SOME_PRESENCE));
        } else if (event instanceof MessagesDelivered delivered) {
            return List.of(new TopicKey(TopicKind.DELIVERED_WATERMARKS, delivered.channel()));
        } else if (event instanceof DeliveryChangedElsewhere delivered) {
            return List.of(new TopicKey(TopicKind.DELIVERED_WATERMARKS, delivered.channel()));
        } else if (event instanceof ReadPointMoved moved) {
            return ofReadPoint(moved.user());
        }
        return event instanceof ReadPointChangedElsewhere moved ? ofReadPoint(moved.user()) : List.of();
    }

    /** Unread messages are counted by it, too. */
    private static List<TopicKey> ofReadPoint(String user) {
        return List.of(new TopicKey(TopicKind.READ_POINTS, user), new TopicKey(TopicKind.PRIVATE_CHANNELS, user));
    }
}
