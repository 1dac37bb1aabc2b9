package io.minimost.presence.push;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The topics that somebody watches. Thread-safe. */
final class WatchedTopics {
    private final Map<TopicKey, Topic> watched = new ConcurrentHashMap<>();
    private final Function<TopicKey, TopicValue> reader;

    WatchedTopics(Function<TopicKey, TopicValue> reader) {
        this.reader = reader;
    }

    /** Lets {@code stream} watch a topic from now on; returns what it shows now, see {@link Topic#now}. */
    EventFrame join(TopicKey key, EventConnection stream, boolean mayBeOutdated) {
        Topic topic = add(key, stream);
        EventFrame now = topic.now(stream, mayBeOutdated);
        // What was read before the user lost something is not for them, but what is read now is.
        return stream.mayReceive(now) ? now : topic.now(stream, true);
    }

    void leave(TopicKey key, EventConnection stream) {
        watched.computeIfPresent(key, (same, topic) -> topic.remove(stream) ? null : topic);
    }

    /** The topic; empty if nobody watches it. */
    Optional<Topic> find(TopicKey key) {
        return Optional.ofNullable(watched.get(key));
    }

    Collection<TopicKey> all() {
        return List.copyOf(watched.keySet());
    }

    private Topic add(TopicKey key, EventConnection stream) {
        return watched.compute(key, (same, known) -> {
            Topic topic = known != null ? known : new Topic(() -> reader.apply(key));
            topic.add(stream);
            return topic;
        });
    }
}
