package io.minimost.presence.host.guard;

import io.minimost.presence.json.InputField;
import io.minimost.presence.json.InvalidInputException;
import io.minimost.presence.receipts.MessageLookup;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.MessageId;
import io.minimost.presence.values.MessageRef;
import java.util.Optional;

/**
 * Lets users to the channels that their clients name, if they may use them.
 *
 * @param maxDirectPeople how many people a direct channel that a client names may have
 */
public record ChannelGate(GuardedAccess access, int maxDirectPeople) {
    /**
     * Parses the channel that a client names, without an access check.
     *
     * @throws InvalidInputException if it is malformed, or has too many people
     */
    public ChannelId parse(String name) {
        ChannelId channel = InputField.read("channel", name, ChannelId::parse);
        if (channel instanceof ChannelId.Direct direct && direct.users().size() > maxDirectPeople) {
            throw new InvalidInputException(
                    "channel",
                    "channel has " + direct.users().size() + " people, at most " + maxDirectPeople + " are allowed");
        }
        return channel;
    }

    /**
     * The channel that a client names; empty if {@code user} may not use it.
     *
     * @throws InvalidInputException if it is malformed, or has too many people
     */
    public Optional<ChannelId> find(String user, String name) {
        return Optional.of(parse(name)).filter(channel -> mayUse(user, channel));
    }

    /** The message that the host has given {@code id}; empty if there is none, or {@code user} may not see it. */
    public Optional<MessageRef> message(MessageId id, String user, MessageLookup messages) {
        return messages.find(id, user)
                .map(MessageLookup.Message::ref)
                .filter(ref -> access.mayUse(user, ref.channel()));
    }

    /** Whether {@code user} may use {@code channel}; see {@link GuardedAccess#mayUse(String, ChannelId)}. */
    public boolean mayUse(String user, ChannelId channel) {
        return access.mayUse(user, channel);
    }

    /** The same for a channel as the store names it. */
    public boolean mayUse(String user, String channel) {
        return access.mayUse(user, channel);
    }
}
