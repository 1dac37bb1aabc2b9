package io.minimost.presence.servlet.routes;

import io.minimost.presence.push.ConnectRequest;
import io.minimost.presence.push.ConnectionRefusedException;
import io.minimost.presence.push.EventStreams;
import io.minimost.presence.servlet.http.Refusal;
import io.minimost.presence.servlet.http.Reply;
import io.minimost.presence.servlet.http.UserRequest;
import io.minimost.presence.values.ChannelId;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The event stream of a window. */
final class EventRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(EventRoutes.class);

    private static final int MAX_CHANNELS = ConnectRequest.MAX_CHANNELS;

    private final EventStreams hub;
    private final ChannelGate gate;
    private final AtomicBoolean warned = new AtomicBoolean();

    EventRoutes(EventStreams hub, ChannelGate gate) {
        this.hub = hub;
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
        ConnectRequest wanted = ConnectRequest.of(request.user())
                .withChannels(channels)
                .withCursor(request.query("after"))
                .resumeAfter(request.header("Last-Event-ID").orElse(""))
                .arrivedAt(request.arrival());
        connect(request, facts ? wanted.withFacts() : wanted);
        return Reply.eventStream();
    }

    private void connect(UserRequest request, ConnectRequest wanted) {
        try {
            new EventStreamSink(request).connect(hub, wanted);
        } catch (ConnectionRefusedException e) {
            throw new Refusal(refusal(e.reason())
                    .with("Retry-After", Long.toString(e.retryAfter().toSeconds())));
        }
    }

    private static Reply refusal(ConnectionRefusedException.Reason reason) {
        return switch (reason) {
            case TOO_MANY_CONNECTIONS -> Reply.text(429, "too many open event streams; close other tabs and retry");
            case SHUT_DOWN -> Reply.error(503, "this server stops");
        };
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
