package io.minimost.presence.servlet.routes;

import io.minimost.presence.channels.Added;
import io.minimost.presence.channels.History;
import io.minimost.presence.channels.PrivateChannel;
import io.minimost.presence.channels.PrivateChannels;
import io.minimost.presence.channels.Removed;
import io.minimost.presence.host.Notice;
import io.minimost.presence.json.Json;
import io.minimost.presence.json.OwnChannels;
import io.minimost.presence.servlet.http.Field;
import io.minimost.presence.servlet.http.JsonInput;
import io.minimost.presence.servlet.http.Refusal;
import io.minimost.presence.servlet.http.Reply;
import io.minimost.presence.servlet.http.UserRequest;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.ChannelName;
import io.minimost.presence.values.UserName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Private channels and their members. Errors are plain text here, as in MiniMost. */
final class PrivateChannelRoutes {
    private static final Reply FORBIDDEN = Reply.text(403, "forbidden");
    private static final Reply OK = Reply.text(200, "ok");

    private final PrivateChannels channels;
    private final OwnChannels own;
    private final ChannelGate gate;
    private final Host host;

    PrivateChannelRoutes(PrivateChannels channels, OwnChannels own, ChannelGate gate, Host host) {
        this.channels = channels;
        this.own = own;
        this.gate = gate;
        this.host = host;
    }

    /** Members who are no users are left out, as in MiniMost. */
    Reply create(UserRequest request) {
        JsonInput input = request.json();
        List<String> wanted = input.texts("members");
        String name = name(input);
        requireFew(wanted, request.user());
        List<String> members =
                wanted.stream().map(host::findUser).flatMap(Optional::stream).toList();
        PrivateChannel created = channels.create(name, request.user(), members);
        return Reply.json(Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("channel", created.id().text());
            json.writeNumberField("id", created.id().id());
            json.writeStringField("name", created.name());
            json.writeEndObject();
        }));
    }

    Reply mine(UserRequest request) {
        return Reply.polled(own.json(request.user()));
    }

    Reply rename(UserRequest request) {
        ChannelId.Private channel = ownChannel(request);
        String name = name(request.json());
        if (!channels.rename(channel, request.user(), name)) {
            return FORBIDDEN;
        }
        host.post(channel, new Notice.Renamed(request.user(), name));
        return OK;
    }

    Reply addMember(UserRequest request) {
        ChannelId.Private channel = ownChannel(request);
        JsonInput input = request.json();
        String wanted = username(input);
        History history = history(input);
        String user = host.findUser(wanted).orElseThrow(() -> new Refusal(Reply.text(404, "user not found")));
        Added outcome = channels.addMember(channel, request.user(), user, history);
        return switch (outcome) {
            case NOT_ALLOWED -> FORBIDDEN;
            case ALREADY_A_MEMBER -> Reply.text(409, "already a member");
            case ADDED -> posted(channel, new Notice.Added(request.user(), user));
        };
    }

    Reply removeMember(UserRequest request) {
        ChannelId.Private channel = ownChannel(request);
        String user = member(channel, username(request.json()));
        if (user.equals(request.user())) {
            return leave(channel, user);
        }
        Removed outcome = channels.remove(channel, request.user(), user);
        return switch (outcome) {
            case NOT_ALLOWED -> FORBIDDEN;
            case NO_SUCH_MEMBER -> Reply.text(404, "not a member");
            case REMOVED -> posted(channel, new Notice.Removed(request.user(), user));
        };
    }

    Reply leave(UserRequest request) {
        return leave(ownChannel(request), request.user());
    }

    Reply members(UserRequest request) {
        List<String> members = channels.members(ownChannel(request));
        return Reply.polled(Json.bytes(json -> {
            json.writeStartArray();
            for (String member : members) {
                json.writeStartObject();
                json.writeStringField("username", member);
                json.writeEndObject();
            }
            json.writeEndArray();
        }));
    }

    private Reply leave(ChannelId.Private channel, String user) {
        // Asked before, so that nothing can fail once he has left. Nobody reads a line in an empty channel.
        boolean isLast = channels.members(channel).equals(List.of(user));
        if (!channels.leave(channel, user)) {
            return FORBIDDEN;
        }
        return isLast ? OK : posted(channel, new Notice.Left(user));
    }

    private Reply posted(ChannelId.Private channel, Notice notice) {
        host.post(channel, notice);
        return OK;
    }

    /** The channel in the path. Whether the user may change it is said before anything about what he sent. */
    private ChannelId.Private ownChannel(UserRequest request) {
        ChannelId.Private channel = channelIn(request);
        if (!channels.isMember(channel, request.user()) || !gate.mayUse(request.user(), channel)) {
            throw new Refusal(FORBIDDEN);
        }
        return channel;
    }

    private static String name(JsonInput input) {
        String name = input.trimmed("name");
        if (name.isEmpty()) {
            throw new Refusal(Reply.text(400, "name required"));
        }
        if (name.codePointCount(0, name.length()) > ChannelName.MAX_LENGTH) {
            throw new Refusal(Reply.text(400, "channel name must be 80 characters or fewer"));
        }
        return Field.read("name", name, ChannelName::require);
    }

    private static String username(JsonInput input) {
        String user = input.trimmed("username");
        if (user.isEmpty()) {
            throw new Refusal(Reply.text(400, "username required"));
        }
        return user;
    }

    /** As the channel has him, which may be a spelling that MiniMost stored, else as the host spells him. */
    private String member(ChannelId.Private channel, String name) {
        Field.read("username", name, UserName::require);
        return channels.isMember(channel, name) ? name : host.findUser(name).orElse(name);
    }

    /** Also keeps a client from making the host look up thousands of names. */
    private static void requireFew(List<String> members, String founder) {
        long people =
                Stream.concat(members.stream(), Stream.of(founder)).distinct().count();
        if (people > PrivateChannels.MAX_FOUNDERS) {
            throw new Refusal(Reply.badInput(
                    "members",
                    "members and founder are %d people, at most %d are allowed"
                            .formatted(people, PrivateChannels.MAX_FOUNDERS)));
        }
    }

    private static History history(JsonInput input) {
        return switch (input.text("history").orElse("now")) {
            case "now" -> History.fromNow();
            case "all" -> History.all();
            default -> throw new Refusal(Reply.badInput("history", "history must be \"now\" or \"all\""));
        };
    }

    /** The private channel whose number stands in the path. */
    private static ChannelId.Private channelIn(UserRequest request) {
        try {
            return new ChannelId.Private(request.number("id"));
        } catch (IllegalArgumentException e) {
            throw UserRequest.nothingThere();
        }
    }
}
