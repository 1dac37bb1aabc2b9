package io.minimost.presence.servlet.routes;

import io.minimost.presence.push.ConnectRequest;
import io.minimost.presence.push.EndReason;
import io.minimost.presence.push.EventConnection;
import io.minimost.presence.push.EventHub;
import io.minimost.presence.push.EventSink;
import io.minimost.presence.push.OutgoingEvent;
import io.minimost.presence.servlet.http.Request;
import io.minimost.presence.servlet.http.ResponseStream;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sends events as server-sent events in the response to a request. */
final class EventStreamSink implements EventSink, ResponseStream.Listener {
    private final ResponseStream response;
    private volatile @Nullable EventConnection connection;

    EventStreamSink(Request request) {
        response = request.exchange().openStream(this);
    }

    /** Must be called before the response begins. */
    void connect(EventHub hub, ConnectRequest request) {
        connection = hub.connect(request, this);
    }

    @Override
    public void write(OutgoingEvent event, Runnable onDone) throws IOException {
        response.write(event.toServerSentEvent(), onDone);
    }

    @Override
    public void flush(Runnable onDone) throws IOException {
        response.flush(onDone);
    }

    @Override
    public void end(EndReason reason) {
        if (reason == EndReason.FAILED) {
            response.endAfterFailure();
        } else {
            response.end();
        }
    }

    @Override
    public void closed() {
        connection().close();
    }

    @Override
    public void failed() {
        connection().fail();
    }

    private EventConnection connection() {
        return Objects.requireNonNull(connection, "connection");
    }
}
