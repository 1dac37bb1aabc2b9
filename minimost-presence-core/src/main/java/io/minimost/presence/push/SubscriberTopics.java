package io.minimost.presence.push;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.channels.Memberships;
import io.minimost.presence.values.ChannelId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which topics a connection watches. */
final class SubscriberTopics {
    private final Memberships memberships;

    SubscriberTopics(PresenceStore store) {
        memberships = store.channels().memberships();
    }

    /** In the order of the initial events. One who receives the facts needs only the topics that have none. */
    List<TopicKey> topicsOf(Subscriber subscriber) {
        List<TopicKey> keys = new ArrayList<>();
        List<ChannelId> channels = subscriber.channels();
        Set<ChannelId> own = ownOf(subscriber, channels);
        for (ChannelId channel : channels) {
            keys.add(new TopicKey(TopicKind.TYPING, channel.text()));
            keys.add(new TopicKey(TopicKind.DELIVERED_WATERMARKS, channel.text()));
            if (!subscriber.receivesFacts()) {
                keys.add(new TopicKey(TopicKind.READ_RECEIPTS, channel.text()));
                keys.add(new TopicKey(TopicKind.SCREENSHARES, channel.text()));
                if (own.contains(channel)) {
                    keys.add(new TopicKey(TopicKind.ACTIVE_CALL, channel.text()));
                }
            }
        }
        keys.addAll(presenceOf(subscriber.presenceScope(), own, channels));
        keys.add(new TopicKey(TopicKind.READ_POINTS, subscriber.user()));
        if (!subscriber.receivesFacts()) {
            keys.add(new TopicKey(TopicKind.PRIVATE_CHANNELS, subscriber.user()));
            keys.add(new TopicKey(TopicKind.INCOMING_CALLS, subscriber.user()));
        }
        return keys;
    }

    /** Only the people of a channel may see its call and its members, even if the host lets others use the channel. */
    private Set<ChannelId> ownOf(Subscriber subscriber, List<ChannelId> channels) {
        boolean isAsked =
                !subscriber.receivesFacts() || subscriber.presenceScope().members();
        return isAsked
                ? memberships.takingPart(Map.of(subscriber.user(), channels)).getOrDefault(subscriber.user(), Set.of())
                : Set.of();
    }

    private static List<TopicKey> presenceOf(PresenceScope scope, Set<ChannelId> own, List<ChannelId> channels) {
        if (scope.everyone()) {
            return List.of(TopicKey.ONLINE, TopicKey.STATUSES);
        }
        List<TopicKey> keys =
                new ArrayList<>(scope.users().stream().map(TopicKey::presenceOf).toList());
        if (scope.members()) {
            channels.stream()
                    .filter(own::contains)
                    .forEach(channel -> keys.add(new TopicKey(TopicKind.MEMBER_PRESENCE, channel.text())));
        }
        return keys;
    }

    /** The groups of all topics that {@code subscriber} could watch. */
    static List<TopicKey> groupsOf(Subscriber subscriber) {
        List<TopicKey> groups = new ArrayList<>();
        subscriber.requestedChannels().forEach(channel -> groups.add(TopicKey.groupOf(channel)));
        groups.add(TopicKey.ONLINE.group());
        subscriber.presenceScope().users().forEach(user -> groups.add(TopicKey.presenceOf(user)));
        groups.add(new TopicKey(TopicKind.READ_POINTS, subscriber.user()).group());
        return groups;
    }
}
