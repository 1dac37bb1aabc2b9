package io.minimost.presence.push;

import io.minimost.presence.values.ChannelId;
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

    static TopicKey groupOf(ChannelId channel) {
        return new TopicKey(TopicKind.TYPING.group(), channel.text());
    }

    /** The key of the {@link TopicGroup} to which it belongs: that of one of the topics. */
    TopicKey group() {
        return kind == kind.group() ? this : new TopicKey(kind.group(), channelOrUser);
    }

    Optional<String> channel() {
        return kind.isOfChannel() ? Optional.of(channelOrUser) : Optional.empty();
    }
}
