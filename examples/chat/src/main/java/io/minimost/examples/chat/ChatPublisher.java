package io.minimost.examples.chat;

import io.minimost.presence.events.Events;
import io.minimost.presence.events.PresenceEvent.WatermarkMoved;
import io.minimost.presence.push.EventHub;
import io.minimost.presence.values.ChannelId;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Sees to it that the event streams tell of each message, and of how many are unread where that has changed. Thread-safe.
 *
 * <p>A thread of its own counts what is unread: a message in a public channel changes everybody's number, and whoever sends it
 * does not wait for that. Under load it falls behind, and then counts once for several messages.
 */
final class ChatTeller implements ServletContextListener {
    private static final long PATIENCE_SECONDS = 5;

    private final EventHub streams;
    private final ChatEvents events;
    private final Set<Numbers> due = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor counter = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
                Thread thread = new Thread(task, "chat-unread");
                thread.setDaemon(true);
                return thread;
            },
            // When the chat stops there is nobody to tell.
            new ThreadPoolExecutor.DiscardPolicy());

    ChatTeller(EventHub streams, ChatEvents events) {
        this.streams = streams;
        this.events = events;
    }

    void listenTo(ChatDatabase database, Events store) {
        database.onSent(this::sent);
        store.on(WatermarkMoved.class, this::read);
    }

    /** Before the store is closed. */
    @Override
    public void contextDestroyed(ServletContextEvent stop) {
        counter.shutdown();
        try {
            if (!counter.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                counter.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sent(ChatMessage message) {
        streams.publish(events.sent(message));
        ChannelId channel = ChannelId.parse(message.channel());
        if (channel instanceof ChannelId.Private) {
            streams.unreadChanged(channel.text());
        } else if (channel instanceof ChannelId.Direct direct) {
            direct.users().forEach(user -> count(Kind.DIRECTS, user));
        } else {
            streams.users().forEach(user -> count(Kind.CHANNELS, user));
        }
    }

    /** In a private channel the library tells of it by itself. */
    private void read(WatermarkMoved read) {
        ChannelId channel = ChannelId.parse(read.channel());
        if (channel instanceof ChannelId.Direct) {
            count(Kind.DIRECTS, read.user());
        } else if (channel instanceof ChannelId.Public) {
            count(Kind.CHANNELS, read.user());
        }
    }

    private void count(Kind kind, String user) {
        Numbers numbers = new Numbers(kind, user);
        if (due.add(numbers)) {
            counter.execute(() -> tell(numbers));
        }
    }

    private void tell(Numbers numbers) {
        // First: what changes from here on needs to be counted again.
        due.remove(numbers);
        String user = numbers.user();
        streams.publishTo(
                user,
                switch (numbers.kind()) {
                    case CHANNELS -> events.channelUnreads(user);
                    case DIRECTS -> events.directs(user);
                });
    }

    private enum Kind {
        CHANNELS,
        DIRECTS
    }

    private record Numbers(Kind kind, String user) {}
}
