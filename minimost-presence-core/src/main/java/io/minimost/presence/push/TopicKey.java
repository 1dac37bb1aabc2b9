package io.minimost.presence.push;

import java.util.Optional;

/**
 * Names a topic.
 *
 * @param of the channel or user; empty text for everybody
 */
record TopicKey(TopicKind kind, String of) {
    static final TopicKey ONLINE = new TopicKey(TopicKind.ONLINE_USERS, "");

    Optional<String> channel() {
        return kind.isOfChannel() ? Optional.of(of) : Optional.empty();
    }
}
