package io.minimost.presence.servlet.routes;

import io.minimost.presence.answers.PolledAnswers;
import io.minimost.presence.calls.InitiateResult;
import io.minimost.presence.calls.JoinResult;
import io.minimost.presence.host.guard.ClientCalls;
import io.minimost.presence.json.CallJson;
import io.minimost.presence.json.InputField;
import io.minimost.presence.servlet.http.HttpError;
import io.minimost.presence.servlet.http.Request;
import io.minimost.presence.servlet.http.Response;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.UserName;

/**
 * Calls: starting, joining and ending them. To a user who is not in a call it does not exist; only the errors of joining
 * differ, as in MiniMost.
 *
 * @param membership who may use a channel without the host's rule
 */
record CallRoutes(
        ClientCalls clients,
        PolledAnswers<Response> answers,
        ChannelAccessCheck membership,
        ChannelAccessCheck access,
        ChannelAccessCheck polled) {
    static final Response OK = Response.outcome("ok");
    static final Response NO_SUCH_CALL = Response.error(404, "call not found");
    static final Response NOT_ACTIVE = Response.error(409, "call is not active");
    static final Response NOT_IN_CALL = Response.error(403, "not a participant");

    Response initiate(Request request) {
        ChannelId channel = access.namedChannel(request.user(), request.json().trimmed("channel"));
        InitiateResult initiated = clients.calls().initiate(channel, request.user());
        return switch (initiated.outcome()) {
            case RINGING -> Response.json(CallJson.started(initiated.call().orElseThrow()));
            case BUSY -> Response.error(409, "a call is already in progress in this channel");
            case NOBODY_ELSE -> Response.error(400, "no other participants in channel");
            case NOT_ALLOWED -> Response.ACCESS_DENIED;
        };
    }

    Response incoming(Request request) {
        return answers.incomingCalls(request.user());
    }

    Response active(Request request) {
        ChannelId channel = polled.namedChannel(request.user(), request.query("channel"));
        boolean isMember = membership.mayUse(request.user(), channel);
        return isMember ? answers.activeCall(channel, request.user()) : Response.ACCESS_DENIED;
    }

    /** Clients in a call request this every few seconds, so it is also their heartbeat. */
    Response state(Request request) {
        return clients.poll(request.path("call"), request.user())
                .map(call -> Response.polled(CallJson.state(call)))
                .orElse(NO_SUCH_CALL);
    }

    Response accept(Request request) {
        JoinResult accepted = clients.accept(request.path("call"), request.user());
        return switch (accepted.outcome()) {
            case JOINED -> Response.json(CallJson.joined(accepted));
            // A user who may not join must not learn that there is such a call.
            case NO_SUCH_CALL, NOT_ALLOWED -> NO_SUCH_CALL;
            case OVER -> Response.error(409, "call is no longer available");
        };
    }

    Response reject(Request request) {
        return clients.calls().reject(request.path("call"), request.user()) ? OK : NO_SUCH_CALL;
    }

    Response end(Request request) {
        return clients.calls().end(request.path("call"), request.user()) ? OK : NO_SUCH_CALL;
    }

    Response gone(Request request) {
        String user = otherUser(request, Response.error(400, "username required"));
        return switch (clients.calls().reportGone(request.path("call"), request.user(), user)) {
            case REMOVED -> Response.outcome("removed");
            case IGNORED -> Response.outcome("ignored");
            case NOT_ALLOWED -> NOT_IN_CALL;
        };
    }

    Response invite(Request request) {
        String name = otherUser(request, Response.error(400, "cannot invite yourself"));
        return clients.invite(request.path("call"), request.user(), name)
                .map(result -> switch (result) {
                    case INVITED, ALREADY_RINGING -> OK;
                    case ALREADY_IN_CALL -> Response.error(409, "user already in call");
                    case NO_SUCH_CALL -> NO_SUCH_CALL;
                    case NOT_ACTIVE -> NOT_ACTIVE;
                    case NOT_ALLOWED -> NOT_IN_CALL;
                })
                .orElseGet(() -> Response.error(404, "user not found"));
    }

    Response shareScreen(Request request) {
        boolean on = request.json().flag("on");
        return switch (clients.calls().shareScreen(request.path("call"), request.user(), on)) {
            case DONE -> OK;
            case NO_SUCH_CALL -> NO_SUCH_CALL;
            case OVER -> NOT_ACTIVE;
            case NOT_IN_CALL -> NOT_IN_CALL;
        };
    }

    /** The field {@code username}; if that is the user of the request, the request ends with {@code isSelf}. */
    private static String otherUser(Request request, Response isSelf) {
        String name = request.json().required("username");
        InputField.read("username", name, UserName::requireStored);
        if (name.equals(request.user())) {
            throw new HttpError(isSelf);
        }
        return name;
    }
}
