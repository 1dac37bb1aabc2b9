package io.minimost.presence.push;

import java.util.ArrayList;
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
    private final Map<TopicKey, TopicGroup> groups = new ConcurrentHashMap<>();
    private final TopicSource source;

    WatchedTopics(TopicSource source) {
        this.source = source;
    }

    /**
     * Lets {@code connection} watch topics from now on. Returns their current values in the same order. If one has changed, the other
     * connections receive it with the next broadcast, which is throttled: thousands may begin in a second, each after a change.
     *
     * @param mayBeOutdated whether there may be a change that was not broadcast yet
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
                (key, topic) -> frames.put(key, topic.beginWith(connection)));
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

    /** {@code connection} watches no topic of a group any longer, see {@link TopicKey#group}. */
    void unwatch(TopicKey group, EventConnection connection) {
        groups.computeIfPresent(group, (same, topics) -> topics.remove(connection) ? null : topics);
    }

    /** The topic; empty if no connection watches it. */
    Optional<Topic> find(TopicKey key) {
        TopicGroup group = groups.get(key.group());
        return group == null ? Optional.empty() : group.find(key.kind());
    }

    /** As {@link Topic#markOutdated}, if a connection watches it. */
    void markOutdated(TopicKey key) {
        find(key).ifPresent(topic -> topic.markOutdated(System.nanoTime()));
    }

    int size() {
        return (int) groups.values().stream().flatMap(TopicGroup::topics).count();
    }

    Collection<TopicKey> keys() {
        List<TopicKey> keys = new ArrayList<>();
        groups.forEach((first, group) ->
                group.topics().forEach(topic -> keys.add(new TopicKey(topic.kind(), first.channelOrUser()))));
        return keys;
    }

    private Topic reserve(TopicKey key, EventConnection connection) {
        Topic[] topic = new Topic[1];
        groups.compute(key.group(), (same, known) -> {
            TopicGroup group = known != null ? known : new TopicGroup();
            topic[0] = group.reserve(key.kind(), connection);
            return group;
        });
        return topic[0];
    }
}
