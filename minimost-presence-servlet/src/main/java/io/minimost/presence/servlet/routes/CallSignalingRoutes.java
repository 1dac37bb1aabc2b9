package io.minimost.presence.servlet.routes;

import io.minimost.presence.calls.Call;
import io.minimost.presence.calls.CallMedia;
import io.minimost.presence.calls.Calls;
import io.minimost.presence.calls.SendSignalResult;
import io.minimost.presence.json.MediaJson;
import io.minimost.presence.json.SignalJson;
import io.minimost.presence.relay.AppendResult;
import io.minimost.presence.relay.MediaOutcome;
import io.minimost.presence.relay.MediaPage;
import io.minimost.presence.relay.MediaTrack;
import io.minimost.presence.servlet.http.Request;
import io.minimost.presence.servlet.http.Response;
import java.util.Optional;
import java.util.OptionalLong;

/** What passes between the people in a call: signals, and sound and pictures. */
final class CallSignalingRoutes {
    private static final Response OK = Response.outcome("ok");
    private static final Response NO_SUCH_CALL = Response.error(404, "call not found");
    private static final Response NOT_IN_CALL = Response.error(403, "not a participant");

    private final Calls calls;
    private final CallMedia media;

    CallSignalingRoutes(Calls calls) {
        this.calls = calls;
        media = calls.media();
    }

    Response signal(Request request) {
        SignalInput signal = SignalInput.of(request.json());
        SendSignalResult outcome = signal.send(
                payload -> calls.send(request.path("call"), request.user(), signal.to(), signal.type(), payload));
        return switch (outcome) {
            case SENT -> OK;
            case NO_SUCH_CALL -> NO_SUCH_CALL;
            case OVER -> Response.error(409, "call has ended");
            case NOT_IN_CALL -> NOT_IN_CALL;
            case NO_SUCH_RECIPIENT -> Response.error(404, "recipient is not in the call");
            case MAILBOX_FULL -> SignalInput.mailboxFull();
        };
    }

    Response signals(Request request) {
        long after = request.after().orElse(0);
        String id = request.path("call");
        Optional<Call> call =
                calls.find(id).filter(found -> found.participant(request.user()).isPresent());
        return call.isPresent()
                ? Response.json(SignalJson.list(calls.signals(id, request.user(), after)))
                : NO_SUCH_CALL;
    }

    Response sendMedia(Request request) {
        MediaInput input = MediaInput.of(request);
        Optional<MediaTrack> track = input.track();
        String call = request.path("call");
        if (input.isInit()) {
            MediaOutcome outcome = input.store(type -> media.putInit(call, request.user(), track, type, input.data()));
            return outcome == MediaOutcome.STORED ? Response.json(MediaJson.initStored()) : refused(outcome);
        }
        AppendResult appended = media.append(call, request.user(), track, input.data());
        return appended.outcome() == MediaOutcome.STORED
                ? Response.json(MediaJson.stored(appended))
                : refused(appended.outcome());
    }

    private static Response refused(MediaOutcome outcome) {
        return outcome == MediaOutcome.OVER ? Response.error(409, "call is not active") : NO_SUCH_CALL;
    }

    Response media(Request request) {
        MediaSource wanted = MediaSource.of(request.query("sender"));
        // MiniMost sends the newest pieces of a screen only; of a camera, a client that wants all begins with -1.
        OptionalLong after = wanted.isScreen() ? MediaJson.fromStart(request.after()) : request.after();
        Optional<MediaPage> page =
                media.read(request.path("call"), request.user(), wanted.sender(), wanted.track(), after);
        return page.map(CallSignalingRoutes::answer).orElse(NOT_IN_CALL);
    }

    private static Response answer(MediaPage page) {
        return Response.streamed(json -> {
            json.writeStartObject();
            MediaJson.writeFields(json, page);
            json.writeEndObject();
        });
    }
}
