package io.minimost.examples.chat;

import io.minimost.presence.host.HostEvent;
import io.minimost.presence.host.HostEventSource;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.EpochSeconds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * This chat's own events on the event streams, each with the body of the route of its name: {@code messages}, and the unread
 * counts of public and direct channels. All others are the library's. Thread-safe.
 *
 * <p>The cursor of {@code messages} is the time of the last change in them.
 */
final class ChatEvents implements HostEventSource {
    /** Messages of other nodes usually arrive within 20 ms. */
    private static final double LATENESS_SECONDS = 10;

    private final ChatDatabase database;
    private final VisibleMessages messages;
    private final MessageRows rows;
    private final UnreadCounts unread;

    ChatEvents(ChatDatabase database, VisibleMessages messages, MessageRows rows, UnreadCounts unread) {
        this.database = database;
        this.messages = messages;
        this.rows = rows;
        this.unread = unread;
    }

    @Override
    public List<HostEvent> initialEvents(NewConnection connection) {
        double after = connection.cursor().map(this::start).orElse(0.0);
        List<HostEvent> events = new ArrayList<>();
        connection.channels().forEach(channel -> addMessages(events, channel, connection.user(), after));
        events.add(channelUnreads(connection.user()));
        events.add(directs(connection.user()));
        return events;
    }

    @Override
    public Optional<String> latest() {
        return Optional.of(EpochSeconds.text(database.lastChange()));
    }

    /** The event for {@code message}, which was sent. */
    HostEvent sent(ChatMessage message) {
        return messages(message.channel(), List.of(message));
    }

    HostEvent channelUnreads(String user) {
        return HostEvent.of("channel_unreads", ChatJson.text(unread.channels(user)));
    }

    HostEvent directs(String user) {
        return HostEvent.of("dms", ChatJson.text(unread.directs(user)));
    }

    /** Adds an event also if there are no messages, so that the client knows that. */
    private void addMessages(List<HostEvent> events, ChannelId channel, String user, double after) {
        List<ChatMessage> page = messages.page(channel.text(), user, after);
        events.add(messages(channel.text(), page));
        while (after > 0 && page.size() == ChatDatabase.MAX_ROWS) {
            page = messages.page(channel.text(), user, lastChange(page));
            events.add(messages(channel.text(), page));
        }
    }

    private HostEvent messages(String channel, List<ChatMessage> page) {
        HostEvent event = HostEvent.in(channel, "messages", ChatJson.text(rows.of(channel, page)));
        return page.isEmpty() ? event : event.withCursor(EpochSeconds.text(lastChange(page)));
    }

    private static double lastChange(List<ChatMessage> page) {
        return page.stream().mapToDouble(ChatMessage::changedTs).max().orElseThrow();
    }

    /** A client that knows a message may not have received an older one yet, if that was sent at another node. */
    private double start(String cursor) {
        return database.isShared() ? Math.max(0, time(cursor) - LATENESS_SECONDS) : time(cursor);
    }

    /** A client that sends a cursor of another form is served like a new client. */
    private static double time(String cursor) {
        try {
            double time = Double.parseDouble(cursor);
            return Double.isFinite(time) ? time : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
