package io.minimost.presence.servlet.routes;

import io.minimost.presence.channels.PrivateChannels;
import io.minimost.presence.json.InputField;
import io.minimost.presence.json.StatusJson;
import io.minimost.presence.presence.UserPresence;
import io.minimost.presence.servlet.http.HttpError;
import io.minimost.presence.servlet.http.Request;
import io.minimost.presence.servlet.http.Response;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.UserName;
import java.util.List;

/** The presence of some users only, and counts. MiniMost answers for all users. */
record PresenceQueryRoutes(UserPresence presence, PrivateChannels channels, ChannelAccessCheck access) {
    /** Named in one request. */
    private static final int MAX_USERS = 100;

    /** Of the users who are named, or of the people of a channel. */
    Response users(Request request) {
        List<String> names = request.queries("user");
        String channel = request.query("channel");
        if (!channel.isEmpty() && names.isEmpty()) {
            return Response.polled(StatusJson.users(presence.visible(people(request.user(), channel))));
        }
        if (names.isEmpty() || names.size() > MAX_USERS || !channel.isEmpty()) {
            throw HttpError.badInput("user", "user must be given 1 to " + MAX_USERS + " times, or else channel");
        }
        names.forEach(name -> InputField.read("user", name, UserName::require));
        return Response.polled(StatusJson.users(presence.visible(names)));
    }

    /** How many are online, on the server or in a channel. All users are in a public channel. */
    Response count(Request request) {
        String name = request.query("channel");
        boolean isOfServer = name.isEmpty() || access.namedChannel(request.user(), name) instanceof ChannelId.Public;
        int online = isOfServer ? presence.onlineCount() : presence.onlineCount(people(request.user(), name));
        return Response.polled(json -> json.writeNumberField("online", online));
    }

    private List<String> people(String user, String name) {
        ChannelId channel = access.namedChannel(user, name);
        if (channel instanceof ChannelId.Public) {
            throw HttpError.badInput("channel", "channel is public: GET /online_users lists all users");
        }
        return channels.participants(channel);
    }
}
