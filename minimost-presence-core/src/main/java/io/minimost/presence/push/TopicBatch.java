package io.minimost.presence.push;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Several topics of one kind that are brought up to date together. Those that must be read stay locked while all of them are read
 * at once. A thread that waits for a lock holds no other one, so no two batches wait for each other: the first topic is waited for, and
 * the others are taken along if they are free, else in the next turn.
 */
final class TopicBatch {
    private final TopicSource source;
    private final Predicate<Topic> isStale;
    private final @Nullable EventConnection newcomer;
    private final BiConsumer<TopicKey, Topic> whenCurrent;

    /**
     * A batch.
     *
     * @param isStale whether a topic must be read
     * @param newcomer the connection that watches the topics from now on; null for a broadcast, which sends to all
     * @param whenCurrent called for each topic under its lock, when it is current
     */
    TopicBatch(
            TopicSource source,
            Predicate<Topic> isStale,
            @Nullable EventConnection newcomer,
            BiConsumer<TopicKey, Topic> whenCurrent) {
        this.source = source;
        this.isStale = isStale;
        this.newcomer = newcomer;
        this.whenCurrent = whenCurrent;
    }

    /** If reading fails, those that were not read yet have no value, and the next to want one reads it. */
    void update(Map<TopicKey, Topic> topics) {
        Set<TopicKey> left = new LinkedHashSet<>(topics.keySet());
        while (!left.isEmpty()) {
            updateSome(left, topics);
        }
    }

    private void updateSome(Set<TopicKey> left, Map<TopicKey, Topic> topics) {
        Map<TopicKey, Topic> stale = new LinkedHashMap<>();
        try {
            for (Iterator<TopicKey> keys = left.iterator(); keys.hasNext(); ) {
                TopicKey key = keys.next();
                Topic topic = require(topics, key);
                if (!stale.isEmpty() && !topic.lock().tryLock()) {
                    continue;
                }
                if (stale.isEmpty()) {
                    topic.lock().lock();
                }
                keys.remove();
                stale.put(key, topic);
                if (newcomer != null) {
                    topic.add(newcomer);
                }
                if (!isStale.test(topic)) {
                    whenCurrent.accept(key, topic);
                    unlock(stale, key);
                }
            }
            read(stale);
        } finally {
            List.copyOf(stale.keySet()).forEach(key -> unlock(stale, key));
        }
    }

    private void read(Map<TopicKey, Topic> stale) {
        if (stale.isEmpty()) {
            return;
        }
        Map<TopicKey, Topic.Reading> readings = new LinkedHashMap<>();
        stale.forEach((key, topic) -> readings.put(key, topic.beginReading(newcomer == null)));
        Map<TopicKey, TopicValue> values = source.readAll(new ArrayList<>(stale.keySet()));
        readings.forEach((key, reading) -> {
            Topic topic = require(stale, key);
            topic.endReading(reading, require(values, key));
            whenCurrent.accept(key, topic);
            unlock(stale, key);
        });
    }

    /** Not later than needed: others wait for it. */
    private static void unlock(Map<TopicKey, Topic> locked, TopicKey key) {
        require(locked, key).lock().unlock();
        locked.remove(key);
    }

    private static <V> V require(Map<TopicKey, V> values, TopicKey key) {
        V value = values.get(key);
        if (value == null) {
            throw new IllegalStateException("no value for " + key);
        }
        return value;
    }
}
