package io.minimost.examples.websocket;

import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.presence.Sessions;
import io.minimost.presence.push.ConnectRequest;
import io.minimost.presence.push.ConnectionRefusedException;
import io.minimost.presence.push.EventConnection;
import io.minimost.presence.push.EventHub;
import io.minimost.presence.values.ChannelId;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Connects one WebSocket to the hub: {@code /events?user=alice&session=<id>&channel=general&channel=random&last_event_id=<id>},
 * and what else a client may ask of the filter's event stream. {@code session} is the session of the user that the client has opened:
 * its pongs keep it alive. {@code last_event_id} is the last id that the client has received, if it comes back.
 */
public final class EventEndpoint extends Endpoint {
    /** The hub sends something every 15 to 17 seconds; after this time without, the client does not read, or is gone. */
    private static final long MAX_IDLE_MILLIS = 30_000;

    private final Sessions sessions;
    private final EventHub hub;
    private final Pinger pinger;
    private volatile @Nullable EventConnection connection;

    EventEndpoint(Sessions sessions, EventHub hub, Pinger pinger) {
        this.sessions = sessions;
        this.hub = hub;
        this.pinger = pinger;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        session.setMaxIdleTimeout(MAX_IDLE_MILLIS);
        WebSocketSink sink = new WebSocketSink(session, pinger);
        try {
            Map<String, List<String>> parameters = session.getRequestParameterMap();
            session.addMessageHandler(
                    PongMessage.class, pong -> session(parameters).ifPresent(this::renew));
            EventConnection connected = hub.connect(request(parameters), sink);
            connection = connected;
            if (!session.isOpen()) {
                // The client was gone before there was a connection that onClose could close.
                connected.close();
            }
        } catch (ConnectionRefusedException e) {
            sink.close(CloseCodes.TRY_AGAIN_LATER, e.reason().name());
        } catch (IllegalArgumentException e) {
            sink.close(CloseCodes.VIOLATED_POLICY, String.valueOf(e.getMessage()));
        }
    }

    private ConnectRequest request(Map<String, List<String>> parameters) {
        // Before it is asked who the user is: a user who signs out meanwhile is not connected because of an earlier
        // answer.
        long arrival = hub.arrival();
        // A demo believes what the address says. A host looks up whose session the cookie or the token belongs to.
        String user = parameters.getOrDefault("user", List.of("")).get(0);
        String lastId = parameters.getOrDefault("last_event_id", List.of("")).get(0);
        return ConnectRequest.of(user)
                .withParameters(parameters, ChannelId::parse)
                .resumeAfter(lastId)
                .arrivedAt(arrival);
    }

    private static Optional<String> session(Map<String, List<String>> parameters) {
        return parameters.getOrDefault("session", List.of()).stream().findFirst();
    }

    private void renew(String id) {
        EventConnection connected = connection;
        try {
            var unused = connected != null && sessions.renew(connected.user(), id);
        } catch (PresenceStoreException e) {
            // The next pong will do, or the client reports that it is there when it connects again.
        }
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        EventConnection connected = connection;
        if (connected != null) {
            connected.close();
        }
    }

    @Override
    public void onError(Session session, Throwable cause) {
        EventConnection connected = connection;
        if (connected != null) {
            connected.fail();
        }
    }
}
