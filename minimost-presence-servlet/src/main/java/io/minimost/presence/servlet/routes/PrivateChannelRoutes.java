package io.minimost.presence.servlet.routes;

import io.minimost.presence.channels.AddMemberResult;
import io.minimost.presence.channels.HistoryVisibility;
import io.minimost.presence.channels.PrivateChannel;
import io.minimost.presence.channels.PrivateChannels;
import io.minimost.presence.channels.RemoveMemberResult;
import io.minimost.presence.host.Notice;
import io.minimost.presence.json.Json;
import io.minimost.presence.json.PrivateChannelList;
import io.minimost.presence.servlet.http.HttpError;
import io.minimost.presence.servlet.http.InputField;
import io.minimost.presence.servlet.http.JsonBody;
import io.minimost.presence.servlet.http.Request;
import io.minimost.presence.servlet.http.Response;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.ChannelName;
import io.minimost.presence.values.UserName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Private channels and their members. Errors are plain text here, as in MiniMost. */
final class PrivateChannelRoutes {
    private static final Response FORBIDDEN = Response.text(403, "forbidden");
    private static final Response OK = Response.text(200, "ok");

    private final PrivateChannels channels;
    private final PrivateChannelList own;
    private final ChannelAccessCheck gate;
    private final HostServices host;

    PrivateChannelRoutes(PrivateChannels channels, PrivateChannelList own, ChannelAccessCheck gate, HostServices host) {
        this.channels = channels;
        this.own = own;
        this.gate = gate;
        this.host = host;
    }

    /** Members who are no users are left out, as in MiniMost. */
    Response create(Request request) {
        JsonBody input = request.json();
        List<String> wanted = input.texts("members");
        String name = name(input);
        requireFew(wanted, request.user());
        List<String> members =
                wanted.stream().map(host::findUser).flatMap(Optional::stream).toList();
        PrivateChannel created = channels.create(name, request.user(), members);
        return Response.json(Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("channel", created.id().text());
            json.writeNumberField("id", created.id().id());
            json.writeStringField("name", created.name());
            json.writeEndObject();
        }));
    }

    Response mine(Request request) {
        return Response.polled(own.json(request.user()));
    }

    Response rename(Request request) {
        ChannelId.Private channel = ownChannel(request);
        String name = name(request.json());
        if (!channels.rename(channel, request.user(), name)) {
            return FORBIDDEN;
        }
        host.post(channel, new Notice.Renamed(request.user(), name));
        return OK;
    }

    Response addMember(Request request) {
        ChannelId.Private channel = ownChannel(request);
        JsonBody input = request.json();
        String wanted = username(input);
        HistoryVisibility history = history(input);
        String user = host.findUser(wanted).orElseThrow(() -> new HttpError(Response.text(404, "user not found")));
        AddMemberResult outcome = channels.addMember(channel, request.user(), user, history);
        return switch (outcome) {
            case NOT_ALLOWED -> FORBIDDEN;
            case ALREADY_A_MEMBER -> Response.text(409, "already a member");
            case ADDED -> posted(channel, new Notice.Added(request.user(), user));
        };
    }

    Response removeMember(Request request) {
        ChannelId.Private channel = ownChannel(request);
        String user = member(channel, username(request.json()));
        if (user.equals(request.user())) {
            return leave(channel, user);
        }
        RemoveMemberResult outcome = channels.remove(channel, request.user(), user);
        return switch (outcome) {
            case NOT_ALLOWED -> FORBIDDEN;
            case NO_SUCH_MEMBER -> Response.text(404, "not a member");
            case REMOVED -> posted(channel, new Notice.Removed(request.user(), user));
        };
    }

    Response leave(Request request) {
        return leave(ownChannel(request), request.user());
    }

    Response members(Request request) {
        List<String> members = channels.members(ownChannel(request));
        return Response.polled(Json.bytes(json -> {
            json.writeStartArray();
            for (String member : members) {
                json.writeStartObject();
                json.writeStringField("username", member);
                json.writeEndObject();
            }
            json.writeEndArray();
        }));
    }

    private Response leave(ChannelId.Private channel, String user) {
        // Asked before, so that nothing can fail once he has left. Nobody reads a line in an empty channel.
        boolean isLast = channels.members(channel).equals(List.of(user));
        if (!channels.leave(channel, user)) {
            return FORBIDDEN;
        }
        return isLast ? OK : posted(channel, new Notice.Left(user));
    }

    private Response posted(ChannelId.Private channel, Notice notice) {
        host.post(channel, notice);
        return OK;
    }

    /** The channel in the path. Whether the user may change it is said before anything about what he sent. */
    private ChannelId.Private ownChannel(Request request) {
        ChannelId.Private channel = channelIn(request);
        if (!channels.isMember(channel, request.user()) || !gate.mayUse(request.user(), channel)) {
            throw new HttpError(FORBIDDEN);
        }
        return channel;
    }

    private static String name(JsonBody input) {
        String name = input.trimmed("name");
        if (name.isEmpty()) {
            throw new HttpError(Response.text(400, "name required"));
        }
        if (name.codePointCount(0, name.length()) > ChannelName.MAX_LENGTH) {
            throw new HttpError(Response.text(400, "channel name must be 80 characters or fewer"));
        }
        return InputField.read("name", name, ChannelName::require);
    }

    private static String username(JsonBody input) {
        String user = input.trimmed("username");
        if (user.isEmpty()) {
            throw new HttpError(Response.text(400, "username required"));
        }
        return user;
    }

    /** As the channel has him, which may be a spelling that MiniMost stored, else as the host spells him. */
    private String member(ChannelId.Private channel, String name) {
        InputField.read("username", name, UserName::require);
        return channels.isMember(channel, name) ? name : host.findUser(name).orElse(name);
    }

    /** Also keeps a client from making the host look up thousands of names. */
    private static void requireFew(List<String> members, String founder) {
        long people =
                Stream.concat(members.stream(), Stream.of(founder)).distinct().count();
        if (people > PrivateChannels.MAX_FOUNDERS) {
            throw new HttpError(Response.badInput(
                    "members",
                    "members and founder are %d people, at most %d are allowed"
                            .formatted(people, PrivateChannels.MAX_FOUNDERS)));
        }
    }

    private static HistoryVisibility history(JsonBody input) {
        return switch (input.text("history").orElse("now")) {
            case "now" -> HistoryVisibility.fromNow();
            case "all" -> HistoryVisibility.all();
            default -> throw new HttpError(Response.badInput("history", "history must be \"now\" or \"all\""));
        };
    }

    /** The private channel whose number stands in the path. */
    private static ChannelId.Private channelIn(Request request) {
        try {
            return new ChannelId.Private(request.number("id"));
        } catch (IllegalArgumentException e) {
            throw Request.nothingThere();
        }
    }
}
