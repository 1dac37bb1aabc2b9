package io.minimost.presence.servlet.routes;

import io.minimost.presence.presence.SessionId;
import io.minimost.presence.push.ConnectRequest;
import io.minimost.presence.servlet.http.FormFields;
import io.minimost.presence.servlet.http.HttpError;
import io.minimost.presence.servlet.http.InputField;
import io.minimost.presence.servlet.http.Request;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.UserName;
import java.util.List;
import java.util.Optional;

/** What a client asks of its event stream, in the query. */
final class EventStreamInput {
    private EventStreamInput() {}

    /** @throws HttpError (400) that names what is malformed */
    static ConnectRequest of(Request request, ChannelAccessCheck access) {
        FormFields query = request.query();
        ConnectRequest connect = ConnectRequest.of(request.user())
                .withChannels(channels(query, access))
                .withCursor(query.text("after"))
                .resumeAfter(request.header("Last-Event-ID").orElse(""))
                .arrivedAt(request.exchange().arrival());
        connect = flag(query, "facts") ? connect.withFacts() : connect;
        connect = flag(query, "named") ? connect.withNamedChannels() : connect;
        connect = session(query).map(connect::withSession).orElse(connect);
        return withPresence(query, connect);
    }

    private static List<ChannelId> channels(FormFields query, ChannelAccessCheck access) {
        List<ChannelId> channels = query.texts("channel").stream()
                .filter(name -> !name.isEmpty())
                .distinct()
                .map(access::parse)
                .toList();
        if (channels.size() > ConnectRequest.MAX_CHANNELS) {
            throw HttpError.badInput(
                    "channel", channels.size() + " channels are more than " + ConnectRequest.MAX_CHANNELS);
        }
        return channels;
    }

    private static Optional<String> session(FormFields query) {
        Optional<String> session = Optional.of(query.text("session")).filter(id -> !id.isEmpty());
        if (session.isPresent() && !SessionId.isValid(session.get())) {
            throw HttpError.badInput("session", "session must be 8 to 64 of A-Z a-z 0-9 . _ ~ -");
        }
        return session;
    }

    /** {@code presence=all}, the default, {@code members} or {@code none}; with the latter two, {@code presence_of} names users. */
    private static ConnectRequest withPresence(FormFields query, ConnectRequest connect) {
        List<String> users = query.texts("presence_of");
        if (users.size() > ConnectRequest.MAX_USERS) {
            throw HttpError.badInput("presence_of", users.size() + " users are more than " + ConnectRequest.MAX_USERS);
        }
        users.forEach(user -> InputField.read("presence_of", user, UserName::requireStored));
        String scope = query.text("presence");
        if (scope.equals("members")) {
            return connect.withPresenceOf(users).withPresenceOfMembers();
        } else if (scope.equals("none") || (scope.isEmpty() && !users.isEmpty())) {
            return connect.withPresenceOf(users);
        } else if (!users.isEmpty() || !(scope.isEmpty() || scope.equals("all"))) {
            throw HttpError.badInput("presence", "presence must be all, without presence_of, or members or none");
        }
        return connect;
    }

    private static boolean flag(FormFields query, String name) {
        return switch (query.text(name)) {
            case "", "0", "false" -> false;
            case "1", "true" -> true;
            default -> throw HttpError.badInput(name, name + " must be true or false");
        };
    }
}
