package io.minimost.presence.servlet.routes;

import io.minimost.presence.host.guard.ChannelGate;
import io.minimost.presence.push.ConnectRequest;
import io.minimost.presence.push.ConnectionRefusedException;
import io.minimost.presence.push.EventHub;
import io.minimost.presence.servlet.http.HttpError;
import io.minimost.presence.servlet.http.Request;
import io.minimost.presence.servlet.http.Response;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The event stream of a client. */
final class EventRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(EventRoutes.class);

    private final EventHub hub;
    private final ChannelGate gate;
    private final AtomicBoolean warned = new AtomicBoolean();

    EventRoutes(EventHub hub, ChannelGate gate) {
        this.hub = hub;
        this.gate = gate;
    }

    Response open(Request request) {
        ConnectRequest connect = ConnectRequest.of(request.user())
                .withParameters(request.queries(), gate::parse)
                .resumeAfter(request.header("Last-Event-ID").orElse(""))
                .arrivedAt(request.exchange().arrival());
        if (!request.exchange().isAsyncSupported()) {
            if (!warned.getAndSet(true)) {
                LOG.warn("/events is not served: a filter or servlet on the way to it does not support async requests;"
                        + " call setAsyncSupported(true) on the registration of each");
            }
            return Response.error(503, "this server has no event streams");
        }
        if (!request.isHead()) {
            connect(request, connect);
        }
        return Response.eventStream();
    }

    private void connect(Request request, ConnectRequest connect) {
        try {
            new EventStreamSink(request.exchange().openStream()).connect(hub, connect);
        } catch (ConnectionRefusedException e) {
            throw new HttpError(error(e.reason())
                    .with("Retry-After", Long.toString(e.retryAfter().toSeconds())));
        }
    }

    private static Response error(ConnectionRefusedException.Reason reason) {
        return switch (reason) {
            case TOO_MANY_CONNECTIONS -> Response.text(429, "too many open event streams; close other tabs and retry");
            case SHUT_DOWN -> Response.error(503, "this server stops");
            case HOST_FAILED -> Response.error(503, "this server cannot begin an event stream now, try again");
        };
    }
}
