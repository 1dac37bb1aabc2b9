package io.minimost.presence.servlet.routes;

import io.minimost.presence.json.Json;
import io.minimost.presence.json.MediaJson;
import io.minimost.presence.json.ScreenShareJson;
import io.minimost.presence.json.SignalJson;
import io.minimost.presence.relay.AppendResult;
import io.minimost.presence.relay.MediaOutcome;
import io.minimost.presence.relay.MediaPage;
import io.minimost.presence.screenshare.ScreenShare;
import io.minimost.presence.screenshare.ScreenShares;
import io.minimost.presence.screenshare.ShareSignalResult;
import io.minimost.presence.screenshare.StopShareResult;
import io.minimost.presence.servlet.http.HttpError;
import io.minimost.presence.servlet.http.Request;
import io.minimost.presence.servlet.http.Response;
import io.minimost.presence.values.ChannelId;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Screens shared with a channel. To somebody who may not use the channel its shares do not exist. In a public channel the
 * host decides who that is.
 */
final class ScreenShareRoutes {
    private static final Response OK = Response.outcome("ok");
    private static final Response ACCESS_DENIED = Response.error(403, "access denied");
    private static final Response NOT_FOUND = Response.error(404, "not found");
    private static final Response NO_SUCH_SHARE = Response.error(404, "share not found");
    private static final Response NOT_ACTIVE = Response.error(409, "share is not active");
    private static final Response NO_SUCH_RECIPIENT = Response.error(404, "recipient not found");

    private final ScreenShares shares;
    private final ChannelAccessCheck gate;
    private final HostServices host;

    ScreenShareRoutes(ScreenShares shares, ChannelAccessCheck gate, HostServices host) {
        this.shares = shares;
        this.gate = gate;
        this.host = host;
    }

    Response start(Request request) {
        ChannelId channel = gate.namedChannel(request.user(), request.json().trimmed("channel"));
        Optional<ScreenShare> started = shares.start(channel.text(), request.user());
        return started.map(ScreenShareRoutes::idOf).orElse(ACCESS_DENIED);
    }

    /** The sharer may always. */
    Response stop(Request request) {
        String id = request.path("share");
        StopShareResult outcome = shares.stop(id, request.user());
        return switch (outcome) {
            case STOPPED -> OK;
            case NO_SUCH_SHARE -> NO_SUCH_SHARE;
            case NOT_ALLOWED -> find(request).isPresent() ? ACCESS_DENIED : NO_SUCH_SHARE;
        };
    }

    Response active(Request request) {
        ChannelId channel = gate.namedChannel(request.user(), request.query("channel"));
        return Response.polled(ScreenShareJson.list(shares.active(channel.text())));
    }

    Response signal(Request request) {
        SignalInput signal = SignalInput.of(request.json());
        ScreenShare share = visible(request);
        if (!share.active()) {
            return NOT_ACTIVE;
        }
        if (!isRecipient(share, request.user(), signal.to())) {
            return NO_SUCH_RECIPIENT;
        }
        ShareSignalResult outcome =
                signal.send(payload -> shares.send(share.id(), request.user(), signal.to(), signal.type(), payload));
        return switch (outcome) {
            case SENT -> OK;
            case NO_SUCH_SHARE -> NOT_FOUND;
            case OVER -> NOT_ACTIVE;
            case NOT_ALLOWED -> ACCESS_DENIED;
            case MAILBOX_FULL -> SignalInput.mailboxFull();
        };
    }

    Response signals(Request request) {
        long after = request.after().orElse(0);
        ScreenShare share = visible(request);
        return Response.json(SignalJson.list(shares.signals(share.id(), request.user(), after)));
    }

    Response sendMedia(Request request) {
        MediaInput input = MediaInput.of(request);
        String share = visible(request).id();
        if (input.isInit()) {
            MediaOutcome outcome =
                    input.store(type -> shares.media().putInit(share, request.user(), type, input.data()));
            return outcome == MediaOutcome.STORED ? Response.json(MediaJson.initStored()) : refused(outcome);
        }
        AppendResult appended = shares.media().append(share, request.user(), input.data());
        return appended.outcome() == MediaOutcome.STORED
                ? Response.json(MediaJson.stored(appended))
                : refused(appended.outcome());
    }

    Response media(Request request) {
        OptionalLong after = MediaJson.fromStart(request.after());
        ScreenShare share = visible(request);
        Optional<MediaPage> page = shares.media().read(share.id(), request.user(), after);
        return page.map(found -> answer(share, found)).orElse(NOT_FOUND);
    }

    private Optional<ScreenShare> find(Request request) {
        return shares.find(request.path("share")).filter(share -> gate.mayUse(request.user(), share.channel()));
    }

    /** The share in the path, whose channel the user may use. */
    private ScreenShare visible(Request request) {
        return find(request).orElseThrow(() -> new HttpError(NOT_FOUND));
    }

    /** Signals go between the sharer and those who may look: in a public channel, all users whom the host lets in. */
    private boolean isRecipient(ScreenShare share, String from, String to) {
        if (!from.equals(share.sharer())) {
            return to.equals(share.sharer());
        }
        return !to.equals(from)
                && gate.mayUse(to, share.channel())
                && host.findUser(to).filter(to::equals).isPresent();
    }

    private static Response refused(MediaOutcome outcome) {
        return outcome == MediaOutcome.OVER ? NOT_ACTIVE : NOT_FOUND;
    }

    private static Response idOf(ScreenShare share) {
        return Response.json(Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("share_id", share.id());
            json.writeEndObject();
        }));
    }

    private static Response answer(ScreenShare share, MediaPage page) {
        return Response.streamed(json -> {
            json.writeStartObject();
            json.writeBooleanField("active", share.active());
            MediaJson.writeFields(json, page);
            json.writeEndObject();
        });
    }
}
