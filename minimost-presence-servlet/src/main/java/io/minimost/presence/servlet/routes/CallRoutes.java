package io.minimost.presence.servlet.routes;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.calls.Call;
import io.minimost.presence.calls.CallState;
import io.minimost.presence.calls.Calls;
import io.minimost.presence.calls.GoneReportResult;
import io.minimost.presence.calls.InitiateResult;
import io.minimost.presence.calls.InviteResult;
import io.minimost.presence.calls.JoinResult;
import io.minimost.presence.calls.ShareScreenResult;
import io.minimost.presence.host.ChannelAccess;
import io.minimost.presence.json.CallJson;
import io.minimost.presence.servlet.http.HttpError;
import io.minimost.presence.servlet.http.InputField;
import io.minimost.presence.servlet.http.Request;
import io.minimost.presence.servlet.http.Response;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.UserName;
import java.util.List;

/**
 * Calls: who rings, who is in, and how they end. To somebody who has nothing to do with a call it does not exist; only to
 * join is refused in other words, as in MiniMost.
 */
final class CallRoutes {
    private static final Response OK = Response.outcome("ok");
    private static final Response ACCESS_DENIED = Response.error(403, "access denied");
    private static final Response NO_SUCH_CALL = Response.error(404, "call not found");
    private static final Response NOT_ACTIVE = Response.error(409, "call is not active");
    private static final Response NOT_IN_CALL = Response.error(403, "not a participant");
    private static final Response MAY_NOT_JOIN = Response.error(403, "not a participant in this call");
    private static final Response ALREADY_IN_CALL = Response.error(409, "user already in call");

    private final Calls calls;
    private final ChannelAccess takingPart;
    private final ChannelAccessCheck gate;
    private final HostServices host;

    CallRoutes(PresenceStore store, ChannelAccessCheck gate, HostServices host) {
        calls = store.calls();
        takingPart = ChannelAccess.standard(store, List.of());
        this.gate = gate;
        this.host = host;
    }

    Response initiate(Request request) {
        ChannelId channel = gate.namedChannel(request.user(), request.json().trimmed("channel"));
        InitiateResult initiated = calls.initiate(channel.text(), request.user());
        return switch (initiated.outcome()) {
            case RINGING -> Response.json(CallJson.started(initiated.call().orElseThrow()));
            case BUSY -> Response.error(409, "a call is already in progress in this channel");
            case NOBODY_ELSE -> Response.error(400, "no other participants in channel");
            case NOT_ALLOWED -> ACCESS_DENIED;
        };
    }

    Response incoming(Request request) {
        return Response.polled(CallJson.incoming(calls.incoming(request.user())));
    }

    Response active(Request request) {
        ChannelId channel = gate.namedChannel(request.user(), request.query("channel"));
        return takingPart.mayUse(request.user(), channel)
                ? Response.polled(CallJson.active(calls.active(channel.text()), request.user()))
                : ACCESS_DENIED;
    }

    /** What a client in a call asks for every few seconds, so it is also how the store hears that he is still there. */
    Response state(Request request) {
        Call call = ownCall(request);
        if (call.isLive() && call.isIn(request.user())) {
            calls.heartbeat(call.id(), request.user());
        }
        return Response.polled(CallJson.state(call));
    }

    Response accept(Request request) {
        String id = request.path("call");
        if (calls.find(id).filter(call -> !mayEnter(request.user(), call)).isPresent()) {
            return MAY_NOT_JOIN;
        }
        JoinResult accepted = calls.accept(id, request.user());
        return switch (accepted.outcome()) {
            case JOINED -> Response.json(CallJson.joined(accepted));
            case NO_SUCH_CALL -> NO_SUCH_CALL;
            case OVER -> Response.error(409, "call is no longer available");
            case NOT_ALLOWED -> MAY_NOT_JOIN;
        };
    }

    Response reject(Request request) {
        return calls.reject(request.path("call"), request.user()) ? OK : NO_SUCH_CALL;
    }

    Response end(Request request) {
        return calls.end(request.path("call"), request.user()) ? OK : NO_SUCH_CALL;
    }

    Response gone(Request request) {
        String user = username(request);
        if (user.equals(request.user())) {
            return Response.error(400, "username required");
        }
        GoneReportResult outcome = calls.reportGone(request.path("call"), request.user(), user);
        return switch (outcome) {
            case REMOVED -> Response.outcome("removed");
            case IGNORED -> Response.outcome("ignored");
            case NOT_ALLOWED -> NOT_IN_CALL;
        };
    }

    Response invite(Request request) {
        String wanted = username(request);
        if (wanted.equals(request.user())) {
            return Response.error(400, "cannot invite yourself");
        }
        Call call = ownCall(request);
        if (call.state() != CallState.ACTIVE) {
            return NOT_ACTIVE;
        }
        if (!call.isIn(request.user())) {
            return NOT_IN_CALL;
        }
        String user = host.findUser(wanted).orElseThrow(() -> new HttpError(Response.error(404, "user not found")));
        return invited(calls.invite(call.id(), request.user(), user));
    }

    Response shareScreen(Request request) {
        boolean on = request.json().flag("on");
        ShareScreenResult outcome = calls.shareScreen(request.path("call"), request.user(), on);
        return switch (outcome) {
            case DONE -> OK;
            case NO_SUCH_CALL -> NO_SUCH_CALL;
            case OVER -> NOT_ACTIVE;
            case NOT_IN_CALL -> NOT_IN_CALL;
        };
    }

    private static Response invited(InviteResult outcome) {
        return switch (outcome) {
            case INVITED, ALREADY_RINGING -> OK;
            case ALREADY_IN_CALL -> ALREADY_IN_CALL;
            case NO_SUCH_CALL -> NO_SUCH_CALL;
            case NOT_ACTIVE -> NOT_ACTIVE;
            case NOT_ALLOWED -> NOT_IN_CALL;
        };
    }

    /** Who was called or invited need not ask the host; anybody else comes in through the channel. */
    private boolean mayEnter(String user, Call call) {
        return call.participant(user).isPresent() || gate.mayUse(user, call.channel());
    }

    /** The call in the path, which the user has to do with. */
    private Call ownCall(Request request) {
        return calls.find(request.path("call"))
                .filter(call -> call.participant(request.user()).isPresent())
                .orElseThrow(() -> new HttpError(NO_SUCH_CALL));
    }

    private static String username(Request request) {
        String user = request.json().trimmed("username");
        if (user.isEmpty()) {
            throw new HttpError(Response.error(400, "username required"));
        }
        return InputField.read("username", user, UserName::require);
    }
}
