package io.minimost.presence.servlet.routes;

import io.minimost.presence.answers.PolledAnswers;
import io.minimost.presence.host.guard.ClientShares;
import io.minimost.presence.json.MediaInput;
import io.minimost.presence.json.MediaJson;
import io.minimost.presence.json.SignalInput;
import io.minimost.presence.json.SignalJson;
import io.minimost.presence.media.AppendResult;
import io.minimost.presence.media.MediaPage;
import io.minimost.presence.screenshare.ScreenShare;
import io.minimost.presence.servlet.http.HttpError;
import io.minimost.presence.servlet.http.Request;
import io.minimost.presence.servlet.http.Response;
import io.minimost.presence.values.ChannelId;
import java.util.Optional;
import java.util.OptionalLong;

/** Screens shared with a channel. */
record ScreenShareRoutes(
        ClientShares clients, PolledAnswers<Response> answers, ChannelAccessCheck access, ChannelAccessCheck polled) {
    private static final Response OK = Response.outcome("ok");
    private static final Response NO_SUCH_SHARE = Response.error(404, "share not found");
    private static final Response NOT_ACTIVE = Response.error(409, "share is not active");

    Response start(Request request) {
        ChannelId channel = access.namedChannel(request.user(), request.json().trimmed("channel"));
        return clients.shares()
                .start(channel, request.user())
                .map(share -> Response.json(json -> json.writeStringField("share_id", share.id())))
                .orElse(Response.ACCESS_DENIED);
    }

    Response stop(Request request) {
        return switch (clients.stop(request.path("share"), request.user())) {
            case STOPPED -> OK;
            case NO_SUCH_SHARE -> NO_SUCH_SHARE;
            case NOT_ALLOWED -> Response.ACCESS_DENIED;
        };
    }

    Response active(Request request) {
        ChannelId channel = polled.namedChannel(request.user(), request.query("channel"));
        return answers.activeShares(channel);
    }

    Response signal(Request request) {
        SignalInput signal = SignalInput.of(request.json());
        return switch (clients.send(request.path("share"), request.user(), signal)) {
            case SENT -> OK;
            case NOT_FOUND -> Response.NOT_FOUND;
            case OVER -> NOT_ACTIVE;
            case NOT_ALLOWED -> Response.ACCESS_DENIED;
            case NO_SUCH_RECIPIENT -> Response.error(404, "recipient not found");
            case MAILBOX_FULL -> CallSignalingRoutes.MAILBOX_FULL;
        };
    }

    Response signals(Request request) {
        long after = request.after().orElse(0);
        ScreenShare share = visible(request);
        return Response.json(SignalJson.list(clients.shares().signals().waiting(share.id(), request.user(), after)));
    }

    Response sendMedia(Request request) {
        MediaInput input = new MediaInput(request.media(), request::header);
        String share = visible(request).id();
        AppendResult result = input.store(
                type -> clients.shares().media().putInit(share, request.user(), type, input.data()),
                () -> clients.shares().media().append(share, request.user(), input.data()));
        return CallSignalingRoutes.stored(result, NOT_ACTIVE, Response.NOT_FOUND);
    }

    Response media(Request request) {
        OptionalLong after = MediaJson.fromStart(request.after());
        ScreenShare share = visible(request);
        Optional<MediaPage> page = clients.shares().media().read(share.id(), request.user(), after);
        return page.map(found -> Response.streamed(json -> {
                    json.writeBooleanField("active", share.active());
                    MediaJson.writeFields(json, found);
                }))
                .orElse(Response.NOT_FOUND);
    }

    /** @throws HttpError (404) if the user may not use the channel of the share in the path */
    private ScreenShare visible(Request request) {
        return clients.find(request.path("share"), request.user()).orElseThrow(() -> new HttpError(Response.NOT_FOUND));
    }
}
