package io.minimost.presence.servlet.routes;

import io.minimost.presence.push.ConnectRequest;
import io.minimost.presence.push.EndReason;
import io.minimost.presence.push.EventConnection;
import io.minimost.presence.push.EventHub;
import io.minimost.presence.push.EventSink;
import io.minimost.presence.push.OutgoingEvent;
import io.minimost.presence.servlet.http.ResponseStream;

/** Sends events as server-sent events in a response. */
record EventStreamSink(ResponseStream response) implements EventSink {
    /** Must be called before the response begins. */
    void connect(EventHub hub, ConnectRequest request) {
        EventConnection connection = hub.connect(request, this);
        response.onEnd(connection::close, connection::fail);
    }

    @Override
    public void write(OutgoingEvent event, Runnable onDone) {
        response.write(event.toServerSentEvent(), onDone);
    }

    @Override
    public void flush(Runnable onDone) {
        response.flush(onDone);
    }

    @Override
    public boolean noticesThatItsClientIsGone() {
        return false;
    }

    @Override
    public void end(EndReason reason) {
        if (reason == EndReason.FAILED) {
            response.endAfterFailure();
        } else {
            response.end();
        }
    }
}
