package io.minimost.presence.push;

import io.minimost.presence.errors.PresenceStoreException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topics that have changed, and are broadcast as soon as they are not throttled. Not thread-safe. */
final class DueTopics {
    private static final Logger LOG = LoggerFactory.getLogger(DueTopics.class);

    private final WatchedTopics watchedTopics;
    private final ShownMembers shownMembers;
    private final HubCounters counters;
    private final Set<TopicKey> due = new LinkedHashSet<>();

    DueTopics(WatchedTopics watchedTopics, ShownMembers shownMembers, HubCounters counters) {
        this.watchedTopics = watchedTopics;
        this.shownMembers = shownMembers;
        this.counters = counters;
    }

    /** Adds topics that have changed, and those that show the same users. */
    void add(Collection<TopicKey> keys) {
        for (TopicKey key : keys) {
            if (key.equals(TopicKey.SOME_PRESENCE)) {
                watchedTopics.keys().stream()
                        .filter(watched ->
                                watched.kind() == TopicKind.PRESENCE || watched.kind() == TopicKind.MEMBER_PRESENCE)
                        .forEach(this::add);
            } else if (key.kind() == TopicKind.PRESENCE) {
                add(key);
                shownMembers
                        .channelsShowing(key.channelOrUser())
                        .forEach(channel -> add(new TopicKey(TopicKind.MEMBER_PRESENCE, channel)));
            } else {
                add(key);
            }
        }
    }

    private void add(TopicKey key) {
        Optional<Topic> watched = watchedTopics.find(key);
        watched.ifPresent(topic -> {
            topic.markOutdated(counters.changedNanos());
            due.add(key);
        });
        if (watched.isEmpty() && key.kind() == TopicKind.MEMBER_PRESENCE) {
            shownMembers.forget(key.channelOrUser());
        }
    }

    void addAll() {
        add(watchedTopics.keys());
    }

    /** Broadcasts the topics that are not throttled. Returns in how many nanoseconds the next of the others is due. */
    OptionalLong broadcastDue() {
        ready().forEach(this::broadcast);
        return due.stream()
                .map(watchedTopics::find)
                .flatMap(Optional::stream)
                .mapToLong(topic -> Math.max(topic.throttledNanos(), 1))
                .min();
    }

    /** What is read together: each part is of one kind. */
    private List<Map<TopicKey, Topic>> ready() {
        Map<TopicKind, Map<TopicKey, Topic>> open = new LinkedHashMap<>();
        List<Map<TopicKey, Topic>> parts = new ArrayList<>();
        for (TopicKey key : List.copyOf(due)) {
            Topic topic = watchedTopics.find(key).orElse(null);
            if (topic == null) {
                due.remove(key);
            } else if (topic.throttledNanos() <= 0) {
                Map<TopicKey, Topic> part = open.get(key.kind());
                if (part == null || part.size() >= key.kind().together()) {
                    part = new LinkedHashMap<>();
                    open.put(key.kind(), part);
                    parts.add(part);
                }
                part.put(key, topic);
            }
        }
        return parts;
    }

    private void broadcast(Map<TopicKey, Topic> part) {
        long start = System.nanoTime();
        boolean succeeded = false;
        try {
            watchedTopics.broadcast(part);
            succeeded = true;
            due.removeAll(part.keySet());
        } catch (PresenceStoreException.Closed e) {
            throw e;
        } catch (PresenceStoreException e) {
            logFailure(part, e);
        } catch (RuntimeException e) {
            if (part.size() > 1) {
                // Only those that fail must wait.
                part.forEach((key, topic) -> broadcast(Map.of(key, topic)));
                return;
            }
            logFailure(part, e);
        }
        long each = (System.nanoTime() - start) / part.size();
        for (Topic topic : part.values()) {
            topic.throttle().hasRun(each, succeeded);
        }
    }

    private static void logFailure(Map<TopicKey, Topic> part, RuntimeException failure) {
        TopicKey first = part.keySet().iterator().next();
        LOG.warn("{} and {} more cannot be broadcast now, but will be later", first, part.size() - 1, failure);
    }
}
