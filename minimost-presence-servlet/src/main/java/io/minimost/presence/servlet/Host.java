package io.minimost.presence.servlet;

import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.receipts.MessageIndex;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.UserName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the host supplies besides users and access. What it throws is its own failure and never bad input, whatever the
 * class of the exception; in Kotlin that need not even be a RuntimeException.
 */
final class Host {
    private static final Logger LOG = LoggerFactory.getLogger(Host.class);

    private final UserDirectory users;
    private final Optional<MessageIndex> messages;
    private final Notices notices;
    private final Predicate<String> reactionNames;

    Host(UserDirectory users, Optional<MessageIndex> messages, Notices notices, Predicate<String> reactionNames) {
        this.users = users;
        this.messages = messages.map(HostMessages::new);
        this.notices = notices;
        this.reactionNames = reactionNames;
    }

    /** The user of that name, with a valid name. */
    Optional<String> findUser(String name) {
        return ask("UserDirectory.find", () -> users.find(name).map(UserName::require));
    }

    List<String> allUsers() {
        return ask("UserDirectory.all", () -> List.copyOf(users.all()));
    }

    Optional<MessageIndex> messagesIfKnown() {
        return messages;
    }

    /** @throws Refusal (501) if the host has not said where its messages are */
    MessageIndex messages() {
        return messages.orElseThrow(
                () -> new Refusal(Reply.error(501, "this server has not told the filter where its messages are")));
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

    /**
     * What the host answers.
     *
     * @throws IllegalStateException if it fails; if the store did, that exception goes on
     */
    static <T> T ask(String what, Supplier<T> question) {
        try {
            return Objects.requireNonNull(question.get(), "null");
        } catch (PresenceStoreException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(what + " failed", e);
        }
    }
}
