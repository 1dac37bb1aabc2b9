package io.minimost.presence.servlet;

import io.minimost.presence.values.ChannelId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The event stream of a window. */
final class EventRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(EventRoutes.class);

    private static final int MAX_CHANNELS = 100;

    private final EventStreams streams;
    private final ChannelGate gate;
    private final AtomicBoolean warned = new AtomicBoolean();

    EventRoutes(EventStreams streams, ChannelGate gate) {
        this.streams = streams;
        this.gate = gate;
    }

    Reply open(UserRequest request) {
        List<ChannelId> channels = request.queries("channel").stream()
                .filter(name -> !name.isEmpty())
                .distinct()
                .map(gate::named)
                .toList();
        if (channels.size() > MAX_CHANNELS) {
            throw new Refusal(
                    Reply.badInput("channel", "%d channels are more than %d".formatted(channels.size(), MAX_CHANNELS)));
        }
        boolean facts = flag(request.query("facts"));
        if (!request.canStream()) {
            return cannotStream();
        }
        if (request.isHead()) {
            return Reply.eventStream();
        }
        Subscriber subscriber = new Subscriber(request.user(), channels, facts);
        Optional<String> after = Optional.of(request.query("after")).filter(Place.CURSOR.asMatchPredicate());
        Optional<String> lastEventId = request.header("Last-Event-ID").filter(text -> !text.isEmpty());
        return Reply.eventStream(streams.open(subscriber, lastEventId, after, request.arrival()));
    }

    private Reply cannotStream() {
        if (!warned.getAndSet(true)) {
            LOG.warn("/events is not served: a filter or servlet on the way to it does not support async requests");
        }
        return Reply.error(503, "this server has no event streams");
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "", "0", "false" -> false;
            case "1", "true" -> true;
            default -> throw new Refusal(Reply.badInput("facts", "facts must be true or false"));
        };
    }
}
