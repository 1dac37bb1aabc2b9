package io.minimost.presence.servlet.routes;

import io.minimost.presence.host.guard.ClientCalls;
import io.minimost.presence.json.MediaInput;
import io.minimost.presence.json.MediaJson;
import io.minimost.presence.json.MediaSource;
import io.minimost.presence.json.SignalInput;
import io.minimost.presence.json.SignalJson;
import io.minimost.presence.media.AppendResult;
import io.minimost.presence.media.MediaPage;
import io.minimost.presence.media.MediaTrack;
import io.minimost.presence.servlet.http.Request;
import io.minimost.presence.servlet.http.Response;
import java.util.Optional;
import java.util.OptionalLong;

/** The signals and media chunks that the participants of a call exchange. */
record CallSignalingRoutes(ClientCalls clients) {
    /** A later try may succeed: a full mailbox drops signals that are older than a minute. */
    static final Response MAILBOX_FULL = Response.error(
                    429, "too many signals wait for the recipient, try again in 1 s")
            .with("Retry-After", "1");

    Response signal(Request request) {
        SignalInput signal = SignalInput.of(request.json());
        return switch (clients.send(request.path("call"), request.user(), signal)) {
            case SENT -> CallRoutes.OK;
            case NOT_FOUND -> CallRoutes.NO_SUCH_CALL;
            case OVER -> Response.error(409, "call has ended");
            case NOT_ALLOWED -> CallRoutes.NOT_IN_CALL;
            case NO_SUCH_RECIPIENT -> Response.error(404, "recipient is not in the call");
            case MAILBOX_FULL -> MAILBOX_FULL;
        };
    }

    Response signals(Request request) {
        long after = request.after().orElse(0);
        String id = request.path("call");
        return clients.find(id, request.user())
                .map(call ->
                        Response.json(SignalJson.list(clients.calls().signals().waiting(id, request.user(), after))))
                .orElse(CallRoutes.NO_SUCH_CALL);
    }

    Response sendMedia(Request request) {
        MediaInput input = new MediaInput(request.media(), request::header);
        Optional<MediaTrack> track = input.track();
        String call = request.path("call");
        AppendResult result = input.store(
                type -> clients.calls().media().putInit(call, request.user(), track, type, input.data()),
                () -> clients.calls().media().append(call, request.user(), track, input.data()));
        return stored(result, CallRoutes.NOT_ACTIVE, CallRoutes.NO_SUCH_CALL);
    }

    static Response stored(AppendResult result, Response over, Response notFound) {
        return switch (result.outcome()) {
            case STORED -> Response.json(MediaJson.stored(result));
            case OVER -> over;
            case NO_SUCH_SESSION -> notFound;
        };
    }

    Response media(Request request) {
        MediaSource source = MediaSource.of(request.query("sender"));
        // MiniMost sends only the newest chunks of a screen. Of a camera, a client that wants all of them starts with
        // -1.
        OptionalLong after = source.isScreen() ? MediaJson.fromStart(request.after()) : request.after();
        Optional<MediaPage> page = clients.calls()
                .media()
                .read(request.path("call"), request.user(), source.sender(), source.track(), after);
        return page.map(found -> Response.streamed(json -> MediaJson.writeFields(json, found)))
                .orElse(CallRoutes.NOT_IN_CALL);
    }
}
