package io.minimost.presence.push;

import io.minimost.presence.errors.PresenceStoreException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
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
        long next = Long.MAX_VALUE;
        for (TopicKey key : new ArrayList<>(due)) {
            Topic topic = watchedTopics.find(key).orElse(null);
            long throttled = topic == null ? 0 : topic.throttledNanos();
            if (throttled > 0) {
                next = Math.min(next, throttled);
            } else if (topic == null || tryBroadcast(key, topic)) {
                due.remove(key);
            } else {
                next = Math.min(next, topic.throttledNanos());
            }
        }
        return due.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Math.max(next, 1));
    }

    private static boolean tryBroadcast(TopicKey key, Topic topic) {
        try {
            topic.broadcast();
            return true;
        } catch (PresenceStoreException.Closed e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("{} cannot be broadcast now, but will be later", key, e);
            return false;
        }
    }
}
