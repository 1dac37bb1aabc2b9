package io.minimost.presence.push;

import java.util.Optional;

/**
 * Identifies a topic.
 *
 * @param channelOrUser empty for a topic of all users
 */
record TopicKey(TopicKind kind, String channelOrUser) {
    static final TopicKey ONLINE = new TopicKey(TopicKind.ONLINE_USERS, "");
    static final TopicKey STATUSES = new TopicKey(TopicKind.STATUSES, "");

    Optional<String> channel() {
        return kind.isOfChannel() ? Optional.of(channelOrUser) : Optional.empty();
    }
}
