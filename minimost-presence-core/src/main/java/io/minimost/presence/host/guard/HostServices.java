package io.minimost.presence.host.guard;

import io.minimost.presence.host.ChannelNotices;
import io.minimost.presence.host.UserDirectory;
import io.minimost.presence.receipts.MessageLookup;
import java.util.Optional;
import java.util.function.Predicate;

/** The services that the host supplies. Its failures are kept apart from bad input of a client. */
public record HostServices(
        GuardedUsers users, Optional<MessageLookup> messages, ChannelNotices notices, Predicate<String> reactionNames) {
    /** Those services with the guards. */
    public static HostServices of(
            UserDirectory users,
            Optional<MessageLookup> messages,
            ChannelNotices notices,
            Predicate<String> reactionNames) {
        return new HostServices(
                new GuardedUsers(users),
                messages.map(GuardedMessages::new),
                new GuardedNotices(notices),
                reactionNames);
    }
}
