package io.minimost.presence.servlet.routes;

import io.minimost.presence.answers.PolledAnswers;
import io.minimost.presence.channels.HistoryVisibility;
import io.minimost.presence.host.guard.ClientChannels;
import io.minimost.presence.json.InputField;
import io.minimost.presence.json.InvalidInputException;
import io.minimost.presence.json.Json;
import io.minimost.presence.json.JsonObject;
import io.minimost.presence.json.PrivateChannelJson;
import io.minimost.presence.servlet.http.HttpError;
import io.minimost.presence.servlet.http.Request;
import io.minimost.presence.servlet.http.Response;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.ChannelName;
import java.util.List;
import java.util.Optional;

/** Private channels, and the members of channels of any kind. Most errors are plain text here, as in MiniMost. */
record ChannelRoutes(ClientChannels clients, PolledAnswers<Response> answers, ChannelAccessCheck access) {
    private static final Response OK = Response.text(200, "ok");

    Response create(Request request) {
        JsonObject input = request.json();
        List<String> members = input.texts("members");
        return Response.json(PrivateChannelJson.created(clients.create(name(input), request.user(), members)));
    }

    Response mine(Request request) {
        return answers.privateChannels(request.user());
    }

    Response rename(Request request) {
        ChannelId.Private channel = ownChannel(request);
        return clients.rename(channel, request.user(), name(request.json())) ? OK : Response.FORBIDDEN_TEXT;
    }

    Response addMember(Request request) {
        ChannelId.Private channel = ownChannel(request);
        JsonObject input = request.json();
        String name = required(input, "username");
        return clients.addMember(channel, request.user(), name, history(input))
                .map(result -> switch (result) {
                    case NOT_ALLOWED -> Response.FORBIDDEN_TEXT;
                    case ALREADY_A_MEMBER -> Response.text(409, "already a member");
                    case ADDED -> OK;
                })
                .orElseGet(() -> Response.text(404, "user not found"));
    }

    Response removeMember(Request request) {
        ChannelId.Private channel = ownChannel(request);
        JsonObject input = request.json();
        required(input, "username");
        return switch (clients.removeMember(
                channel, request.user(), input.text("username").orElse(""))) {
            case NOT_ALLOWED -> Response.FORBIDDEN_TEXT;
            case NO_SUCH_MEMBER -> Response.text(404, "not a member");
            case REMOVED -> OK;
        };
    }

    Response leave(Request request) {
        return clients.leave(ownChannel(request), request.user()) ? OK : Response.FORBIDDEN_TEXT;
    }

    Response members(Request request) {
        return Response.polled(PrivateChannelJson.members(clients.channels().members(ownChannel(request))));
    }

    /** The other members of a channel of any kind. */
    Response others(Request request) {
        ChannelId channel = access.channelOrForbidden(request);
        List<String> members = channel instanceof ChannelId.Public
                ? clients.users().all()
                : clients.channels().participants(channel);
        return Response.polled(Json.strings(members.stream()
                .filter(member -> !member.equals(request.user()))
                .toList()));
    }

    /**
     * The channel whose number is in the path. Checked before the input.
     *
     * @throws HttpError if there is no such number (404), or the user may not use the channel (403)
     */
    private ChannelId.Private ownChannel(Request request) {
        ChannelId.Private channel = ChannelId.Private.find("private:" + request.path("id"))
                .orElseThrow(() -> new HttpError(Response.NOT_FOUND));
        if (!clients.channels().isMember(channel, request.user()) || !access.mayUse(request.user(), channel)) {
            throw new HttpError(Response.FORBIDDEN_TEXT);
        }
        return channel;
    }

    private static String name(JsonObject input) {
        String name = required(input, "name");
        if (name.codePointCount(0, name.length()) > ChannelName.MAX_LENGTH) {
            throw new HttpError(Response.text(400, "channel name must be 80 characters or fewer"));
        }
        return InputField.read("name", name, ChannelName::require);
    }

    private static String required(JsonObject input, String field) {
        return Optional.of(input.trimmed(field))
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new HttpError(Response.text(400, field + " required")));
    }

    private static HistoryVisibility history(JsonObject input) {
        return switch (input.text("history").orElse("now")) {
            case "now" -> HistoryVisibility.fromNow();
            case "all" -> HistoryVisibility.all();
            default -> throw new InvalidInputException("history", "history must be \"now\" or \"all\"");
        };
    }
}
