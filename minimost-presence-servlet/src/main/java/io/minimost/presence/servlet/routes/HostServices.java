package io.minimost.presence.servlet.routes;

import io.minimost.presence.host.ChannelNotices;
import io.minimost.presence.host.Notice;
import io.minimost.presence.host.UserDirectory;
import io.minimost.presence.host.guard.GuardedMessages;
import io.minimost.presence.host.guard.HostCalls;
import io.minimost.presence.receipts.MessageLookup;
import io.minimost.presence.servlet.http.HttpError;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.UserName;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The services that the host supplies to the routes. */
public record HostServices(
        UserDirectory users,
        Optional<MessageLookup> messages,
        ChannelNotices notices,
        Predicate<String> reactionNames) {
    private static final Logger LOG = LoggerFactory.getLogger(HostServices.class);

    public HostServices {
        messages = messages.map(GuardedMessages::new);
    }

    /** The valid name of the user that the host finds for {@code name}. A user whose name is refused at sign-in is none. */
    Optional<String> findUser(String name) {
        return findStoredUser(name).filter(HostServices::isUsable);
    }

    /** The same for a user to remove, whom an older version may have stored. */
    Optional<String> findStoredUser(String name) {
        return HostCalls.ask("UserDirectory.find", () -> users.find(name).map(UserName::requireStored));
    }

    private static boolean isUsable(String user) {
        try {
            UserName.require(user);
            return true;
        } catch (IllegalArgumentException e) {
            LOG.warn("UserDirectory found a user who cannot take part: {}", e.getMessage());
            return false;
        }
    }

    List<String> allUsers() {
        return HostCalls.ask("UserDirectory.all", () -> List.copyOf(users.all()));
    }

    /** @throws HttpError (501) if the host supplies no messages */
    MessageLookup requireMessages() {
        return messages.orElseThrow(
                () -> new HttpError(501, "this server has not told the filter where its messages are"));
    }

    void post(ChannelId channel, Notice notice) {
        try {
            notices.post(channel, notice);
        } catch (Exception e) {
            LOG.error("a notice in {} was not posted: {}", channel, notice, e);
        }
    }
}
