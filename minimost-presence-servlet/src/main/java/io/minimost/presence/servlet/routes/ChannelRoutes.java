package io.minimost.presence.servlet.routes;

import io.minimost.presence.answers.PolledAnswers;
import io.minimost.presence.channels.HistoryVisibility;
import io.minimost.presence.channels.PrivateChannels;
import io.minimost.presence.host.Notice;
import io.minimost.presence.json.InputField;
import io.minimost.presence.json.Json;
import io.minimost.presence.json.JsonObject;
import io.minimost.presence.json.PrivateChannelJson;
import io.minimost.presence.servlet.http.HttpError;
import io.minimost.presence.servlet.http.Request;
import io.minimost.presence.servlet.http.Response;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.ChannelName;
import io.minimost.presence.values.UserName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Private channels, and the members of channels of any kind. Most errors are plain text here, as in MiniMost. */
record ChannelRoutes(
        PrivateChannels channels,
        PolledAnswers<Response> answers,
        ChannelAccessCheck access,
        HostServices hostServices) {
    private static final Response FORBIDDEN = Response.text(403, "forbidden");
    private static final Response OK = Response.text(200, "ok");

    /** Members that the host does not know are left out, as in MiniMost. */
    Response create(Request request) {
        JsonObject input = request.json();
        List<String> names = input.texts("members");
        String name = name(input);
        requireFew(names, request.user());
        List<String> members = names.stream()
                .map(hostServices.users()::find)
                .flatMap(Optional::stream)
                .toList();
        return Response.json(PrivateChannelJson.created(channels.create(name, request.user(), members)));
    }

    Response mine(Request request) {
        return answers.privateChannels(request.user());
    }

    Response rename(Request request) {
        ChannelId.Private channel = ownChannel(request);
        String name = name(request.json());
        return channels.rename(channel, request.user(), name)
                ? posted(channel, new Notice.Renamed(request.user(), name))
                : FORBIDDEN;
    }

    Response addMember(Request request) {
        ChannelId.Private channel = ownChannel(request);
        JsonObject input = request.json();
        String name = username(input);
        HistoryVisibility history = history(input);
        String user =
                hostServices.users().find(name).orElseThrow(() -> new HttpError(Response.text(404, "user not found")));
        return switch (channels.addMember(channel, request.user(), user, history)) {
            case NOT_ALLOWED -> FORBIDDEN;
            case ALREADY_A_MEMBER -> Response.text(409, "already a member");
            case ADDED -> posted(channel, new Notice.Added(request.user(), user));
        };
    }

    Response removeMember(Request request) {
        ChannelId.Private channel = ownChannel(request);
        String user = member(channel, request.json());
        if (user.equals(request.user())) {
            return leave(channel, user);
        }
        return switch (channels.remove(channel, request.user(), user)) {
            case NOT_ALLOWED -> FORBIDDEN;
            case NO_SUCH_MEMBER -> Response.text(404, "not a member");
            case REMOVED -> posted(channel, new Notice.Removed(request.user(), user));
        };
    }

    Response leave(Request request) {
        return leave(ownChannel(request), request.user());
    }

    Response members(Request request) {
        return Response.polled(PrivateChannelJson.members(channels.members(ownChannel(request))));
    }

    /** The other members of a channel of any kind. */
    Response others(Request request) {
        ChannelId channel = access.channelOrForbidden(request);
        List<String> members =
                channel instanceof ChannelId.Public ? hostServices.users().all() : channels.participants(channel);
        return Response.polled(Json.strings(members.stream()
                .filter(member -> !member.equals(request.user()))
                .toList()));
    }

    private Response leave(ChannelId.Private channel, String user) {
        // Read before, so that nothing can fail after the user has left. An empty channel needs no notice.
        boolean isLast = channels.members(channel).equals(List.of(user));
        if (!channels.leave(channel, user)) {
            return FORBIDDEN;
        }
        return isLast ? OK : posted(channel, new Notice.Left(user));
    }

    private Response posted(ChannelId.Private channel, Notice notice) {
        hostServices.notices().post(channel, notice);
        return OK;
    }

    /**
     * The channel whose number is in the path. Checked before the input.
     *
     * @throws HttpError if there is no such number (404), or the user may not use the channel (403)
     */
    private ChannelId.Private ownChannel(Request request) {
        ChannelId.Private channel = ChannelId.Private.find("private:" + request.path("id"))
                .orElseThrow(() -> new HttpError(404, "not found"));
        if (!channels.isMember(channel, request.user()) || !access.mayUse(request.user(), channel)) {
            throw new HttpError(FORBIDDEN);
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

    private static String username(JsonObject input) {
        return required(input, "username");
    }

    private static String required(JsonObject input, String field) {
        return Optional.of(input.trimmed(field))
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new HttpError(Response.text(400, field + " required")));
    }

    /** In the spelling of the channel, which MiniMost or an older version may have stored, or else of the host. */
    private String member(ChannelId.Private channel, JsonObject input) {
        String name = username(input);
        Optional<String> stored = Stream.of(input.text("username").orElse(name), name)
                .filter(channels.members(channel)::contains)
                .findFirst();
        InputField.read("username", name, UserName::requireStored);
        return stored.orElseGet(() -> hostServices.users().findStored(name).orElse(name));
    }

    /** Also limits how many names the host looks up. */
    private static void requireFew(List<String> members, String founder) {
        long people =
                Stream.concat(members.stream(), Stream.of(founder)).distinct().count();
        if (people > PrivateChannels.MAX_FOUNDERS) {
            throw HttpError.badInput(
                    "members",
                    "members and founder are " + people + " people, at most " + PrivateChannels.MAX_FOUNDERS
                            + " are allowed");
        }
    }

    private static HistoryVisibility history(JsonObject input) {
        return switch (input.text("history").orElse("now")) {
            case "now" -> HistoryVisibility.fromNow();
            case "all" -> HistoryVisibility.all();
            default -> throw HttpError.badInput("history", "history must be \"now\" or \"all\"");
        };
    }
}
