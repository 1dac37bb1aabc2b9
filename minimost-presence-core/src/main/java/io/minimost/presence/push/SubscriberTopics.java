package io.minimost.presence.push;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.host.ChannelAccess;
import io.minimost.presence.values.ChannelId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which topics a stream watches. */
final class SubscriberTopics {
    private final ChannelAccess takingPart;

    SubscriberTopics(PresenceStore store) {
        takingPart = ChannelAccess.standard(store, List.of());
    }

    /** In the order in which a stream begins with them. Whoever follows the facts needs to be told only of the rest. */
    List<TopicKey> of(Subscriber subscriber) {
        List<TopicKey> keys = new ArrayList<>();
        for (ChannelId channel : subscriber.channels()) {
            keys.add(new TopicKey(TopicKind.TYPING, channel.text()));
            if (!subscriber.followsFacts()) {
                keys.add(new TopicKey(TopicKind.READ_RECEIPTS, channel.text()));
                keys.add(new TopicKey(TopicKind.SCREENSHARES, channel.text()));
                // Only the people of a channel may see its call, whoever else the host lets in.
                if (takingPart.mayUse(subscriber.user(), channel)) {
                    keys.add(new TopicKey(TopicKind.ACTIVE_CALL, channel.text()));
                }
            }
        }
        keys.add(TopicKey.ONLINE);
        if (!subscriber.followsFacts()) {
            keys.add(new TopicKey(TopicKind.PRIVATE_CHANNELS, subscriber.user()));
            keys.add(new TopicKey(TopicKind.INCOMING_CALLS, subscriber.user()));
        }
        return keys;
    }

    /** All that there are of a channel. */
    static List<TopicKey> of(ChannelId channel) {
        return Arrays.stream(TopicKind.values())
                .filter(TopicKind::isOfChannel)
                .map(kind -> new TopicKey(kind, channel.text()))
                .toList();
    }

    /** All that {@code subscriber} could watch. */
    static List<TopicKey> all(Subscriber subscriber) {
        List<TopicKey> keys = new ArrayList<>();
        subscriber.wanted().forEach(channel -> keys.addAll(of(channel)));
        keys.add(TopicKey.ONLINE);
        keys.add(new TopicKey(TopicKind.PRIVATE_CHANNELS, subscriber.user()));
        keys.add(new TopicKey(TopicKind.INCOMING_CALLS, subscriber.user()));
        return keys;
    }
}
