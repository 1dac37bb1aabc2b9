package io.minimost.presence.servlet.routes;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.calls.Accepted;
import io.minimost.presence.calls.Call;
import io.minimost.presence.calls.CallState;
import io.minimost.presence.calls.Calls;
import io.minimost.presence.calls.Gone;
import io.minimost.presence.calls.Initiated;
import io.minimost.presence.calls.Invited;
import io.minimost.presence.calls.Shared;
import io.minimost.presence.host.ChannelAccess;
import io.minimost.presence.json.CallJson;
import io.minimost.presence.servlet.http.Field;
import io.minimost.presence.servlet.http.Refusal;
import io.minimost.presence.servlet.http.Reply;
import io.minimost.presence.servlet.http.UserRequest;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.UserName;
import java.util.List;

/**
 * Calls: who rings, who is in, and how they end. To somebody who has nothing to do with a call it does not exist; only to
 * join is refused in other words, as in MiniMost.
 */
final class CallRoutes {
    private static final Reply OK = Reply.outcome("ok");
    private static final Reply ACCESS_DENIED = Reply.error(403, "access denied");
    private static final Reply NO_SUCH_CALL = Reply.error(404, "call not found");
    private static final Reply NOT_ACTIVE = Reply.error(409, "call is not active");
    private static final Reply NOT_IN_CALL = Reply.error(403, "not a participant");
    private static final Reply MAY_NOT_JOIN = Reply.error(403, "not a participant in this call");
    private static final Reply ALREADY_IN_CALL = Reply.error(409, "user already in call");

    private final Calls calls;
    private final ChannelAccess takingPart;
    private final ChannelGate gate;
    private final Host host;

    CallRoutes(PresenceStore store, ChannelGate gate, Host host) {
        calls = store.calls();
        takingPart = ChannelAccess.standard(store, List.of());
        this.gate = gate;
        this.host = host;
    }

    Reply initiate(UserRequest request) {
        ChannelId channel = gate.namedChannel(request.user(), request.json().trimmed("channel"));
        Initiated initiated = calls.initiate(channel.text(), request.user());
        return switch (initiated.outcome()) {
            case RINGING -> Reply.json(CallJson.started(initiated.call().orElseThrow()));
            case BUSY -> Reply.error(409, "a call is already in progress in this channel");
            case NOBODY_ELSE -> Reply.error(400, "no other participants in channel");
            case NOT_ALLOWED -> ACCESS_DENIED;
        };
    }

    Reply incoming(UserRequest request) {
        return Reply.polled(CallJson.incoming(calls.incoming(request.user())));
    }

    Reply active(UserRequest request) {
        ChannelId channel = gate.namedChannel(request.user(), request.query("channel"));
        return takingPart.mayUse(request.user(), channel)
                ? Reply.polled(CallJson.active(calls.active(channel.text()), request.user()))
                : ACCESS_DENIED;
    }

    /** What a client in a call asks for every few seconds, so it is also how the store hears that he is still there. */
    Reply state(UserRequest request) {
        Call call = ownCall(request);
        if (call.isLive() && call.isIn(request.user())) {
            calls.heartbeat(call.id(), request.user());
        }
        return Reply.polled(CallJson.state(call));
    }

    Reply accept(UserRequest request) {
        String id = request.path("call");
        if (calls.find(id).filter(call -> !mayEnter(request.user(), call)).isPresent()) {
            return MAY_NOT_JOIN;
        }
        Accepted accepted = calls.accept(id, request.user());
        return switch (accepted.outcome()) {
            case JOINED -> Reply.json(CallJson.joined(accepted));
            case NO_SUCH_CALL -> NO_SUCH_CALL;
            case OVER -> Reply.error(409, "call is no longer available");
            case NOT_ALLOWED -> MAY_NOT_JOIN;
        };
    }

    Reply reject(UserRequest request) {
        return calls.reject(request.path("call"), request.user()) ? OK : NO_SUCH_CALL;
    }

    Reply end(UserRequest request) {
        return calls.end(request.path("call"), request.user()) ? OK : NO_SUCH_CALL;
    }

    Reply gone(UserRequest request) {
        String user = username(request);
        if (user.equals(request.user())) {
            return Reply.error(400, "username required");
        }
        Gone outcome = calls.reportGone(request.path("call"), request.user(), user);
        return switch (outcome) {
            case REMOVED -> Reply.outcome("removed");
            case IGNORED -> Reply.outcome("ignored");
            case NOT_ALLOWED -> NOT_IN_CALL;
        };
    }

    Reply invite(UserRequest request) {
        String wanted = username(request);
        if (wanted.equals(request.user())) {
            return Reply.error(400, "cannot invite yourself");
        }
        Call call = ownCall(request);
        if (call.state() != CallState.ACTIVE) {
            return NOT_ACTIVE;
        }
        if (!call.isIn(request.user())) {
            return NOT_IN_CALL;
        }
        String user = host.findUser(wanted).orElseThrow(() -> new Refusal(Reply.error(404, "user not found")));
        return invited(calls.invite(call.id(), request.user(), user));
    }

    Reply shareScreen(UserRequest request) {
        boolean on = request.json().flag("on");
        Shared outcome = calls.shareScreen(request.path("call"), request.user(), on);
        return switch (outcome) {
            case DONE -> OK;
            case NO_SUCH_CALL -> NO_SUCH_CALL;
            case OVER -> NOT_ACTIVE;
            case NOT_IN_CALL -> NOT_IN_CALL;
        };
    }

    private static Reply invited(Invited outcome) {
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
    private Call ownCall(UserRequest request) {
        return calls.find(request.path("call"))
                .filter(call -> call.participant(request.user()).isPresent())
                .orElseThrow(() -> new Refusal(NO_SUCH_CALL));
    }

    private static String username(UserRequest request) {
        String user = request.json().trimmed("username");
        if (user.isEmpty()) {
            throw new Refusal(Reply.error(400, "username required"));
        }
        return Field.read("username", user, UserName::require);
    }
}
