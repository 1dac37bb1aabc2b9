package io.minimost.examples.websocket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.minimost.presence.host.HostEvent;
import io.minimost.presence.host.HostEventSource;
import io.minimost.presence.push.EventHub;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was said, in memory: the host's own events. The cursor of a message is its number. Thread-safe. */
final class Messages implements HostEventSource {
    private static final JsonMapper JSON = new JsonMapper();

    private final List<HostEvent> said = new ArrayList<>();
    private Instant latest = Instant.EPOCH;

    private record Message(BigDecimal ts, String user, String text) {}

    /** Keeps a message and sends it. One at a time, so that messages are sent in the order of their cursors. */
    synchronized void say(String channel, String user, String text, EventHub hub) {
        // A reaction finds its message by channel and time, so no two have the same.
        latest = latest.plusMillis(1).isAfter(Instant.now()) ? latest.plusMillis(1) : Instant.now();
        BigDecimal seconds = new BigDecimal(EpochSeconds.text(new MessageRef(channel, latest).seconds()));
        HostEvent event = HostEvent.in(channel, "messages", json(new Message(seconds, user, text)))
                .withCursor("" + (said.size() + 1));
        said.add(event);
        hub.publish(event);
    }

    /** What the client has not received of its channels; all of it, for a newcomer. */
    @Override
    public synchronized List<HostEvent> initialEvents(NewConnection connection) {
        return said.subList(connection.cursor().map(this::number).orElse(0), said.size()).stream()
                .filter(event -> connection.channels().stream()
                        .anyMatch(channel -> event.channel().equals(Optional.of(channel.text()))))
                .toList();
    }

    @Override
    public synchronized Optional<String> latest() {
        return said.isEmpty() ? Optional.empty() : said.get(said.size() - 1).cursor();
    }

    /** A cursor may be made up, or from before a restart. */
    private int number(String cursor) {
        try {
            int number = Integer.parseInt(cursor);
            return number >= 0 && number <= said.size() ? number : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static String json(Message message) {
        try {
            return JSON.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON for " + message, e);
        }
    }
}
