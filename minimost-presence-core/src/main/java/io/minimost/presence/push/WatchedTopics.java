package io.minimost.presence.push;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The topics that connections watch. Thread-safe. */
final class WatchedTopics {
    private final Map<TopicKey, Topic> watched = new ConcurrentHashMap<>();
    private final TopicSource source;

    WatchedTopics(TopicSource source) {
        this.source = source;
    }

    /** As {@link #watchAll}, for one topic. */
    EventFrame watch(TopicKey key, EventConnection connection, boolean mayBeOutdated) {
        return watchAll(List.of(key), connection, mayBeOutdated).get(0);
    }

    /**
     * Lets {@code connection} watch topics from now on. Returns their current values in the same order, see
     * {@link Topic#currentFrameFor}.
     */
    List<EventFrame> watchAll(List<TopicKey> keys, EventConnection connection, boolean mayBeOutdated) {
        Map<TopicKey, Topic> topics = new LinkedHashMap<>();
        keys.forEach(key -> topics.put(key, reserve(key, connection)));
        Map<TopicKey, EventFrame> frames = currentFrames(topics, connection, mayBeOutdated);
        // A value that was read before the user lost a channel is not for them, but one that is read now is.
        topics.keySet().removeIf(key -> connection.mayReceive(frame(frames, key)));
        frames.putAll(currentFrames(topics, connection, true));
        return keys.stream().map(key -> frame(frames, key)).toList();
    }

    private Map<TopicKey, EventFrame> currentFrames(
            Map<TopicKey, Topic> topics, EventConnection connection, boolean mayBeOutdated) {
        Map<TopicKey, EventFrame> frames = new HashMap<>();
        TopicBatch batch = new TopicBatch(
                source,
                topic -> topic.isStale(mayBeOutdated),
                connection,
                (key, topic) -> frames.put(key, topic.frameFor(connection)));
        Map<TopicKind, Map<TopicKey, Topic>> byKind = new EnumMap<>(TopicKind.class);
        topics.forEach((key, topic) -> byKind.computeIfAbsent(key.kind(), kind -> new LinkedHashMap<>())
                .put(key, topic));
        byKind.values().forEach(batch::update);
        return frames;
    }

    private static EventFrame frame(Map<TopicKey, EventFrame> frames, TopicKey key) {
        return Objects.requireNonNull(frames.get(key));
    }

    /**
     * Reads topics of one kind again, and sends them to those for whom they have changed. Those that no connection watches are left
     * out.
     */
    void broadcast(Map<TopicKey, Topic> topics) {
        new TopicBatch(source, topic -> true, null, (key, topic) -> {}).update(topics);
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

    private Topic reserve(TopicKey key, EventConnection connection) {
        return watched.compute(key, (same, known) -> {
            Topic topic = known != null ? known : new Topic(() -> source.read(key));
            topic.reserve(connection);
            return topic;
        });
    }
}
