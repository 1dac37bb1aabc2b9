package io.minimost.presence.servlet.routes;

import io.minimost.presence.host.ChannelNotices;
import io.minimost.presence.host.Notice;
import io.minimost.presence.host.UserDirectory;
import io.minimost.presence.host.guard.GuardedMessages;
import io.minimost.presence.host.guard.HostCalls;
import io.minimost.presence.receipts.MessageLookup;
import io.minimost.presence.servlet.http.HttpError;
import io.minimost.presence.servlet.http.Response;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.UserName;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the host supplies to the routes. */
public final class HostServices {
    private static final Logger LOG = LoggerFactory.getLogger(HostServices.class);

    private final UserDirectory users;
    private final Optional<MessageLookup> messages;
    private final ChannelNotices notices;
    private final Predicate<String> reactionNames;

    public HostServices(
            UserDirectory users,
            Optional<MessageLookup> messages,
            ChannelNotices notices,
            Predicate<String> reactionNames) {
        this.users = users;
        this.messages = messages.map(GuardedMessages::new);
        this.notices = notices;
        this.reactionNames = reactionNames;
    }

    /** The user of that name, with a valid name. */
    Optional<String> findUser(String name) {
        return HostCalls.ask("UserDirectory.find", () -> users.find(name).map(UserName::require));
    }

    List<String> allUsers() {
        return HostCalls.ask("UserDirectory.all", () -> List.copyOf(users.all()));
    }

    Optional<MessageLookup> messagesIfKnown() {
        return messages;
    }

    /** @throws HttpError (501) if the host has not said where its messages are */
    MessageLookup messages() {
        return messages.orElseThrow(
                () -> new HttpError(Response.error(501, "this server has not told the filter where its messages are")));
    }

    boolean isReaction(String name) {
        return reactionNames.test(name);
    }

    void post(ChannelId channel, Notice notice) {
        try {
            notices.post(channel, notice);
        } catch (Exception e) {
            LOG.error("a notice in {} was not posted: {}", channel, notice, e);
        }
    }
}
