package io.minimost.presence.servlet.routes;

import io.minimost.presence.host.ChannelNotices;
import io.minimost.presence.host.guard.GuardedUsers;
import io.minimost.presence.receipts.MessageLookup;
import io.minimost.presence.servlet.http.HttpError;
import java.util.Optional;
import java.util.function.Predicate;

/** The services that the host supplies to the routes. Its failures are kept apart from bad input of a client. */
public record HostServices(
        GuardedUsers users, Optional<MessageLookup> messages, ChannelNotices notices, Predicate<String> reactionNames) {
    /** @throws HttpError (501) if the host supplies no messages */
    MessageLookup requireMessages() {
        return messages.orElseThrow(
                () -> new HttpError(501, "this server has not told the filter where its messages are"));
    }
}
