package io.minimost.examples.chat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.events.PresenceEvent.ReadPointMoved;
import io.minimost.presence.events.PresenceEvent.WatermarkMoved;
import io.minimost.presence.push.EventHub;
import io.minimost.presence.values.ChannelId;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Publishes each message, and the unread counts that have changed, to the event streams. Thread-safe.
 *
 * <p>Unread messages are counted on a separate thread: a message in a public channel changes every user's count, and its sender
 * must not wait for that. Under load the thread falls behind, and then counts once for several messages.
 */
final class ChatPublisher implements ServletContextListener {
    private static final long STOP_SECONDS = 5;
    /** By then, the counts that other nodes have published meanwhile have arrived. */
    private static final long SETTLE_MILLIS = 500;

    private final EventHub hub;
    private final ChatEvents events;
    private final ChatDatabase database;
    private final PresenceStore store;
    private final Set<UnreadCount> due = ConcurrentHashMap.newKeySet();
    private final Set<UnreadCount> settling = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor counter = new ScheduledThreadPoolExecutor(
            1,
            task -> {
                Thread thread = new Thread(task, "chat-unread");
                thread.setDaemon(true);
                return thread;
            },
            // When the chat stops, no client is left to receive a count.
            new ThreadPoolExecutor.DiscardPolicy());

    ChatPublisher(EventHub hub, ChatEvents events, ChatDatabase database, PresenceStore store) {
        this.hub = hub;
        this.events = events;
        this.database = database;
        this.store = store;
        counter.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    void listen() {
        database.onSent(this::publish);
        store.events().on(WatermarkMoved.class, read -> countAgain(read.channel(), read.user()));
        store.events().on(ReadPointMoved.class, read -> countAgain(read.channel(), read.user()));
    }

    /** Stops counting, before the store is closed. */
    @Override
    public void contextDestroyed(ServletContextEvent stop) {
        counter.shutdown();
        try {
            if (!counter.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                counter.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void publish(ChatMessage message) {
        hub.publish(events.sent(message));
        ChannelId channel = ChannelId.parse(message.channel());
        if (channel instanceof ChannelId.Private) {
            hub.unreadChanged(channel.text());
        } else if (channel instanceof ChannelId.Direct direct) {
            direct.users().forEach(user -> count(Kind.DIRECTS, user));
        } else {
            readers().forEach(user -> count(Kind.CHANNELS, user));
        }
    }

    /** The hub knows who is connected to this node. Who is connected to another one has reported their presence. */
    private Set<String> readers() {
        return database.isShared() ? store.presence().recentStates().keySet() : hub.users();
    }

    /** For a private channel, the library publishes the count by itself. */
    private void countAgain(String channel, String user) {
        ChannelId read = ChannelId.parse(channel);
        if (read instanceof ChannelId.Direct) {
            count(Kind.DIRECTS, user);
        } else if (read instanceof ChannelId.Public) {
            count(Kind.CHANNELS, user);
        }
    }

    private void count(Kind kind, String user) {
        UnreadCount count = new UnreadCount(kind, user);
        if (due.add(count)) {
            counter.execute(() -> publish(count, due));
        }
        // Another node may count at the same time and earlier, and yet reach a client later. The last word has to be
        // right.
        if (database.isShared() && settling.add(count)) {
            var unused = counter.schedule(() -> publish(count, settling), SETTLE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void publish(UnreadCount count, Set<UnreadCount> planned) {
        // First: a change from here on has to be counted again.
        planned.remove(count);
        String user = count.user();
        hub.publishTo(
                user,
                switch (count.kind()) {
                    case CHANNELS -> events.channelUnreads(user);
                    case DIRECTS -> events.directs(user);
                });
    }

    private enum Kind {
        CHANNELS,
        DIRECTS
    }

    private record UnreadCount(Kind kind, String user) {}
}
