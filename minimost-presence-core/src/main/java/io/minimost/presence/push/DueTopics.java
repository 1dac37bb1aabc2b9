package io.minimost.presence.push;

import io.minimost.presence.errors.PresenceStoreException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topics that are to be told again, as soon as they do not rest. Not thread-safe. */
final class DueTopics {
    private static final Logger LOG = LoggerFactory.getLogger(DueTopics.class);

    private final WatchedTopics topics;
    private final Set<TopicKey> due = new LinkedHashSet<>();

    DueTopics(WatchedTopics topics) {
        this.topics = topics;
    }

    void add(Collection<TopicKey> keys) {
        keys.forEach(key -> topics.find(key).ifPresent(topic -> {
            topic.outdate();
            due.add(key);
        }));
    }

    void addAll() {
        add(topics.all());
    }

    /** Tells those that do not rest; returns in how many nanoseconds the next of the others may be told. */
    OptionalLong tell() {
        long next = Long.MAX_VALUE;
        for (TopicKey key : new ArrayList<>(due)) {
            Topic topic = topics.find(key).orElse(null);
            long rest = topic == null ? 0 : topic.restNanos();
            if (rest > 0) {
                next = Math.min(next, rest);
            } else if (topic == null || isTold(key, topic)) {
                due.remove(key);
            } else {
                next = Math.min(next, topic.restNanos());
            }
        }
        return due.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Math.max(next, 1));
    }

    private static boolean isTold(TopicKey key, Topic topic) {
        try {
            topic.tell();
            return true;
        } catch (PresenceStoreException.Closed e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("{} cannot be told now, and will be later", key, e);
            return false;
        }
    }
}
