package io.minimost.presence.push;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Topics about the same, and who watches them. Most connections watch all topics of their channels, so each has one entry here, and
 * not one for each topic: a user with twenty channels watches a hundred topics.
 *
 * <p>Thread-safe, but for {@link #reserve} and {@link #remove}, of which only one may run at a time.
 */
final class TopicGroup {
    private final Map<EventConnection, Watcher> watchers = new ConcurrentHashMap<>();

    /** A few at most. One that no connection needs any longer stays until none is left: it may just be broadcast. */
    private volatile List<Topic> topics = List.of();

    /** A connection. Sets of kinds are bits. */
    private static final class Watcher {
        private final EventConnection connection;

        /** The topics that it needs. */
        private int reserved;

        /** Those whose new values are sent to it already. */
        private volatile int receives;

        Watcher(EventConnection connection) {
            this.connection = connection;
        }

        /** Returns whether it did not need that one yet. */
        boolean reserve(TopicKind kind) {
            boolean isNew = !needs(kind);
            reserved |= bit(kind);
            return isNew;
        }

        boolean needs(TopicKind kind) {
            return (reserved & bit(kind)) != 0;
        }

        synchronized void receive(TopicKind kind) {
            receives |= bit(kind);
        }

        boolean receives(TopicKind kind) {
            return (receives & bit(kind)) != 0;
        }

        @SuppressWarnings("EnumOrdinal") // It is stored nowhere else.
        private static int bit(TopicKind kind) {
            return 1 << kind.ordinal();
        }
    }

    /** The topic of that kind, which {@code connection} needs: it is about to watch it. */
    Topic reserve(TopicKind kind, EventConnection connection) {
        Topic known = topic(kind);
        Topic topic = known != null ? known : add(new Topic(this, kind));
        if (watchers.computeIfAbsent(connection, Watcher::new).reserve(kind)) {
            topic.reserve();
        }
        return topic;
    }

    private Topic add(Topic topic) {
        topics = Stream.concat(topics.stream(), Stream.of(topic)).toList();
        return topic;
    }

    /** {@code connection} watches nothing of this any longer. Returns whether no connection is left. */
    boolean remove(EventConnection connection) {
        Watcher removed = watchers.remove(connection);
        if (removed != null) {
            for (Topic topic : topics) {
                if (removed.needs(topic.kind())) {
                    topic.release(connection);
                }
            }
        }
        return watchers.isEmpty();
    }

    /** Sends {@code connection} new values of that topic from now on, unless it was removed. */
    void startSending(TopicKind kind, EventConnection connection) {
        Watcher watcher = watchers.get(connection);
        if (watcher != null) {
            watcher.receive(kind);
        }
    }

    /** Calls {@code work} for the connections to which new values of that topic are sent. */
    void forEachReceiver(TopicKind kind, Consumer<EventConnection> work) {
        ParallelDelivery.forEach(watchers.values(), watcher -> {
            if (watcher.receives(kind)) {
                work.accept(watcher.connection);
            }
        });
    }

    /** The topic of that kind; empty if no connection needs it. */
    Optional<Topic> find(TopicKind kind) {
        return Optional.ofNullable(topic(kind)).filter(Topic::isNeeded);
    }

    /** The topics that a connection needs. */
    Stream<Topic> topics() {
        return topics.stream().filter(Topic::isNeeded);
    }

    private @Nullable Topic topic(TopicKind kind) {
        for (Topic topic : topics) {
            if (topic.kind() == kind) {
                return topic;
            }
        }
        return null;
    }
}
