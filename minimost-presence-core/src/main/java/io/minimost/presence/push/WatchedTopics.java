package io.minimost.presence.push;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The topics that connections watch. Thread-safe. */
final class WatchedTopics {
    private final Map<TopicKey, Topic> watched = new ConcurrentHashMap<>();
    private final Function<TopicKey, TopicValue> reader;

    WatchedTopics(Function<TopicKey, TopicValue> reader) {
        this.reader = reader;
    }

    /**
     * Lets {@code connection} watch a topic from now on. Returns its current value, see {@link Topic#currentFrameFor}.
     */
    EventFrame watch(TopicKey key, EventConnection connection, boolean mayBeOutdated) {
        Topic topic = add(key, connection);
        EventFrame now = topic.currentFrameFor(connection, mayBeOutdated);
        // A value that was read before the user lost a channel is not for them, but one that is read now is.
        return connection.mayReceive(now) ? now : topic.currentFrameFor(connection, true);
    }

    void unwatch(TopicKey key, EventConnection connection) {
        watched.computeIfPresent(key, (same, topic) -> topic.remove(connection) ? null : topic);
    }

    /** The topic; empty if no connection watches it. */
    Optional<Topic> find(TopicKey key) {
        return Optional.ofNullable(watched.get(key));
    }

    int size() {
        return watched.size();
    }

    Collection<TopicKey> keys() {
        return List.copyOf(watched.keySet());
    }

    private Topic add(TopicKey key, EventConnection connection) {
        return watched.compute(key, (same, known) -> {
            Topic topic = known != null ? known : new Topic(() -> reader.apply(key));
            topic.add(connection);
            return topic;
        });
    }
}
