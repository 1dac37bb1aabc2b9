package io.minimost.presence.push;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.host.ChannelAccess;
import io.minimost.presence.values.ChannelId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which topics a connection watches. */
final class SubscriberTopics {
    private final ChannelAccess standardAccess;

    SubscriberTopics(PresenceStore store) {
        standardAccess = ChannelAccess.standard(store, List.of());
    }

    /** In the order of the initial events. One who receives the facts needs only the topics that have none. */
    List<TopicKey> topicsOf(Subscriber subscriber) {
        List<TopicKey> keys = new ArrayList<>();
        for (ChannelId channel : subscriber.channels()) {
            keys.add(new TopicKey(TopicKind.TYPING, channel.text()));
            keys.add(new TopicKey(TopicKind.DELIVERED_WATERMARKS, channel.text()));
            if (!subscriber.receivesFacts()) {
                keys.add(new TopicKey(TopicKind.READ_RECEIPTS, channel.text()));
                keys.add(new TopicKey(TopicKind.SCREENSHARES, channel.text()));
                // Only the people of a channel may see its call, even if the host lets others use the channel.
                if (standardAccess.mayUse(subscriber.user(), channel)) {
                    keys.add(new TopicKey(TopicKind.ACTIVE_CALL, channel.text()));
                }
            }
        }
        keys.addAll(presenceOf(subscriber));
        keys.add(new TopicKey(TopicKind.READ_POINTS, subscriber.user()));
        if (!subscriber.receivesFacts()) {
            keys.add(new TopicKey(TopicKind.PRIVATE_CHANNELS, subscriber.user()));
            keys.add(new TopicKey(TopicKind.INCOMING_CALLS, subscriber.user()));
        }
        return keys;
    }

    private List<TopicKey> presenceOf(Subscriber subscriber) {
        PresenceScope scope = subscriber.presenceScope();
        if (scope.everyone()) {
            return List.of(TopicKey.ONLINE, TopicKey.STATUSES);
        }
        List<TopicKey> keys =
                new ArrayList<>(scope.users().stream().map(TopicKey::presenceOf).toList());
        if (scope.members()) {
            subscriber.channels().stream()
                    .filter(channel -> standardAccess.mayUse(subscriber.user(), channel))
                    .forEach(channel -> keys.add(new TopicKey(TopicKind.MEMBER_PRESENCE, channel.text())));
        }
        return keys;
    }

    /** All topics of a channel. */
    static List<TopicKey> ofChannel(ChannelId channel) {
        return Arrays.stream(TopicKind.values())
                .filter(TopicKind::isOfChannel)
                .map(kind -> new TopicKey(kind, channel.text()))
                .toList();
    }

    /** All topics that {@code subscriber} could watch. */
    static List<TopicKey> allPossible(Subscriber subscriber) {
        List<TopicKey> keys = new ArrayList<>();
        subscriber.requestedChannels().forEach(channel -> keys.addAll(ofChannel(channel)));
        keys.add(TopicKey.ONLINE);
        keys.add(TopicKey.STATUSES);
        subscriber.presenceScope().users().forEach(user -> keys.add(TopicKey.presenceOf(user)));
        keys.add(new TopicKey(TopicKind.READ_POINTS, subscriber.user()));
        keys.add(new TopicKey(TopicKind.PRIVATE_CHANNELS, subscriber.user()));
        keys.add(new TopicKey(TopicKind.INCOMING_CALLS, subscriber.user()));
        return keys;
    }
}
