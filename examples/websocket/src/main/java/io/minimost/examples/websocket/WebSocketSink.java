package io.minimost.examples.websocket;

import io.minimost.presence.push.EndReason;
import io.minimost.presence.push.EventSink;
import io.minimost.presence.push.OutgoingEvent;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCode;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Sends the events of one connection as text messages. */
final class WebSocketSink implements EventSink {
    private static final int MAX_REASON_BYTES = 123;

    private final Session session;
    private final Pinger pinger;

    /** @param pinger asks the client whether it is there */
    WebSocketSink(Session session, Pinger pinger) {
        this.session = session;
        this.pinger = pinger;
    }

    /** Waits for nobody: the hub sends no further event before this one has left, and keeps what comes meanwhile in bounds. */
    @Override
    public void write(OutgoingEvent event, Runnable onDone) {
        session.getAsyncRemote().sendText(event.toText(), result -> {
            // If not, the container closes the session, and tells the endpoint.
            if (result.isOK()) {
                pinger.pingIfDue(session);
                onDone.run();
            }
        });
    }

    @Override
    public void end(EndReason reason) {
        close(code(reason), reason.name());
    }

    void close(CloseCode code, String reason) {
        try {
            session.close(new CloseReason(code, fitting(reason)));
        } catch (IOException e) {
            // The client is gone already.
        }
    }

    /** What fits into the frame that closes a WebSocket. A character that is cut in two becomes a question mark. */
    private static String fitting(String reason) {
        byte[] bytes = reason.getBytes(StandardCharsets.UTF_8);
        return new String(bytes, 0, Math.min(bytes.length, MAX_REASON_BYTES - 2), StandardCharsets.UTF_8);
    }

    private static CloseCode code(EndReason reason) {
        return switch (reason) {
            case LIFETIME, RESUME -> CloseCodes.SERVICE_RESTART;
            case SHUTDOWN, STORE_CLOSED -> CloseCodes.GOING_AWAY;
            case TOO_SLOW -> CloseCodes.TRY_AGAIN_LATER;
            case DISCONNECTED -> CloseCodes.VIOLATED_POLICY;
            case CLOSED -> CloseCodes.NORMAL_CLOSURE;
            case FAILED -> CloseCodes.UNEXPECTED_CONDITION;
        };
    }
}
