package io.minimost.presence.servlet;

import com.fasterxml.jackson.core.JsonGenerator;
import io.minimost.presence.PresenceStore;
import io.minimost.presence.channels.Added;
import io.minimost.presence.channels.History;
import io.minimost.presence.channels.PrivateChannel;
import io.minimost.presence.channels.PrivateChannels;
import io.minimost.presence.channels.Removed;
import io.minimost.presence.receipts.ReadReceipts;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.ChannelName;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Private channels and their members. Errors are plain text here, as in MiniMost. */
final class PrivateChannelRoutes {
    private static final Reply FORBIDDEN = Reply.text(403, "forbidden");
    private static final Reply OK = Reply.text(200, "ok");

    private final PrivateChannels channels;
    private final ReadReceipts receipts;
    private final Host host;

    PrivateChannelRoutes(PresenceStore store, Host host) {
        channels = store.channels();
        receipts = store.receipts();
        this.host = host;
    }

    /** Members who are no users are left out, as in MiniMost. */
    Reply create(UserRequest request) {
        JsonInput input = request.json();
        List<String> members = input.texts("members").stream()
                .map(host.users()::find)
                .flatMap(Optional::stream)
                .toList();
        PrivateChannel created = channels.create(name(input), request.user(), members);
        return Reply.json(Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("channel", created.id().text());
            json.writeNumberField("id", created.id().id());
            json.writeStringField("name", created.name());
            json.writeEndObject();
        }));
    }

    Reply mine(UserRequest request) {
        List<PrivateChannel> mine = channels.mine(request.user());
        return Reply.polled(Json.bytes(json -> {
            json.writeStartArray();
            for (PrivateChannel channel : mine) {
                writeListed(json, channel, unread(channel, request.user()));
            }
            json.writeEndArray();
        }));
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
        String user = existingUser(input);
        Added outcome = channels.addMember(channel, request.user(), user, history(input));
        return switch (outcome) {
            case NOT_ALLOWED -> FORBIDDEN;
            case ALREADY_A_MEMBER -> Reply.text(409, "already a member");
            case ADDED -> posted(channel, new Notice.Added(request.user(), user));
        };
    }

    Reply removeMember(UserRequest request) {
        ChannelId.Private channel = ownChannel(request);
        String user = username(request.json());
        Removed outcome = channels.remove(channel, request.user(), user);
        return switch (outcome) {
            case NOT_ALLOWED -> FORBIDDEN;
            case NO_SUCH_MEMBER -> Reply.text(404, "not a member");
            case REMOVED -> posted(channel, new Notice.Removed(request.user(), user));
        };
    }

    Reply leave(UserRequest request) {
        ChannelId.Private channel = channel(request);
        if (!channels.leave(channel, request.user())) {
            return FORBIDDEN;
        }
        // Nobody reads a line in an empty channel.
        return channels.members(channel).isEmpty() ? OK : posted(channel, new Notice.Left(request.user()));
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

    private Reply posted(ChannelId.Private channel, Notice notice) {
        host.post(channel, notice);
        return OK;
    }

    private static ChannelId.Private channel(UserRequest request) {
        return new ChannelId.Private(request.number("id"));
    }

    /** The channel in the path. Whether the user may change it is said before anything about what he sent. */
    private ChannelId.Private ownChannel(UserRequest request) {
        ChannelId.Private channel = channel(request);
        if (!channels.isMember(channel, request.user())) {
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
        return name;
    }

    private static String username(JsonInput input) {
        String user = input.trimmed("username");
        if (user.isEmpty()) {
            throw new Refusal(Reply.text(400, "username required"));
        }
        return user;
    }

    private String existingUser(JsonInput input) {
        return host.users().find(username(input)).orElseThrow(() -> new Refusal(Reply.text(404, "user not found")));
    }

    private static History history(JsonInput input) {
        return switch (input.text("history").orElse("now")) {
            case "now" -> History.fromNow();
            case "all" -> History.all();
            default -> throw new Refusal(Reply.badInput("history", "history must be \"now\" or \"all\""));
        };
    }

    private int unread(PrivateChannel channel, String user) {
        return host.messageIndex()
                .map(index -> receipts.unread(channel.id().text(), user, index).size())
                .orElse(0);
    }

    private static void writeListed(JsonGenerator json, PrivateChannel channel, int unread) throws IOException {
        json.writeStartObject();
        json.writeStringField("channel", channel.id().text());
        json.writeNumberField("id", channel.id().id());
        json.writeFieldName("members");
        Json.writeStrings(json, channel.members());
        json.writeStringField("name", channel.name());
        json.writeNumberField("unread", unread);
        json.writeEndObject();
    }
}
