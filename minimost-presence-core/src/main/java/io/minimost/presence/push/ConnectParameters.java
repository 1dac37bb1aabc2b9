package io.minimost.presence.push;

import io.minimost.presence.json.InputField;
import io.minimost.presence.json.InvalidInputException;
import io.minimost.presence.presence.SessionId;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.UserName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a client asks of its connection, in the query of its address. */
record ConnectParameters(Map<String, List<String>> values) {
    /** @throws InvalidInputException that names what is malformed */
    ConnectRequest addTo(ConnectRequest request, Function<String, ChannelId> channelRule) {
        ConnectRequest connect = request.withChannels(channels(channelRule)).withCursor(first("after"));
        connect = flag("facts") ? connect.withFacts() : connect;
        connect = flag("named") ? connect.withNamedChannels() : connect;
        connect = session().map(connect::withSession).orElse(connect);
        return withPresence(connect);
    }

    private List<ChannelId> channels(Function<String, ChannelId> rule) {
        List<ChannelId> channels = all("channel").stream()
                .filter(name -> !name.isEmpty())
                .distinct()
                .map(name -> InputField.read("channel", name, rule))
                .toList();
        if (channels.size() > ConnectRequest.MAX_CHANNELS) {
            throw new InvalidInputException(
                    "channel", channels.size() + " channels are more than " + ConnectRequest.MAX_CHANNELS);
        }
        return channels;
    }

    private Optional<String> session() {
        Optional<String> session = Optional.of(first("session")).filter(id -> !id.isEmpty());
        if (session.isPresent() && !SessionId.isValid(session.get())) {
            throw new InvalidInputException("session", "session must be 8 to 64 of A-Z a-z 0-9 . _ ~ -");
        }
        return session;
    }

    /** {@code presence=all}, the default, {@code members} or {@code none}; with the latter two, {@code presence_of} names users. */
    private ConnectRequest withPresence(ConnectRequest connect) {
        List<String> users = all("presence_of");
        if (users.size() > ConnectRequest.MAX_USERS) {
            throw new InvalidInputException(
                    "presence_of", users.size() + " users are more than " + ConnectRequest.MAX_USERS);
        }
        users.forEach(user -> InputField.read("presence_of", user, UserName::requireStored));
        String scope = first("presence");
        if (scope.equals("members")) {
            return connect.withPresenceOf(users).withPresenceOfMembers();
        } else if (scope.equals("none") || (scope.isEmpty() && !users.isEmpty())) {
            return connect.withPresenceOf(users);
        } else if (!users.isEmpty() || !(scope.isEmpty() || scope.equals("all"))) {
            throw new InvalidInputException(
                    "presence", "presence must be all, members or none, and not all with presence_of");
        }
        return connect;
    }

    private boolean flag(String name) {
        return switch (first(name)) {
            case "", "0", "false" -> false;
            case "1", "true" -> true;
            default -> throw new InvalidInputException(name, name + " must be true or false");
        };
    }

    private String first(String name) {
        return all(name).stream().findFirst().orElse("");
    }

    private List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }
}
