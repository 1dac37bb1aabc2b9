package io.minimost.presence.push;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The topics that somebody watches. Thread-safe. */
final class Topics {
    private final Map<TopicKey, Topic> watched = new ConcurrentHashMap<>();
    private final Function<TopicKey, Shown> reader;

    Topics(Function<TopicKey, Shown> reader) {
        this.reader = reader;
    }

    /** Lets {@code stream} watch a topic from now on; returns what it shows now, see {@link Topic#now}. */
    Frame join(TopicKey key, EventStream stream, boolean mayBeOutdated) {
        Topic topic = add(key, stream);
        Frame now = topic.now(stream, mayBeOutdated);
        // What was read before the user lost something is not for them, but what is read now is.
        return stream.mayReceive(now) ? now : topic.now(stream, true);
    }

    void leave(TopicKey key, EventStream stream) {
        watched.computeIfPresent(key, (same, topic) -> topic.remove(stream) ? null : topic);
    }

    /** The topic; empty if nobody watches it. */
    Optional<Topic> find(TopicKey key) {
        return Optional.ofNullable(watched.get(key));
    }

    Collection<TopicKey> all() {
        return List.copyOf(watched.keySet());
    }

    private Topic add(TopicKey key, EventStream stream) {
        return watched.compute(key, (same, known) -> {
            Topic topic = known != null ? known : new Topic(() -> reader.apply(key));
            topic.add(stream);
            return topic;
        });
    }
}
