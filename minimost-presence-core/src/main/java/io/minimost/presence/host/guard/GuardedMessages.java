package io.minimost.presence.host.guard;

import io.minimost.presence.receipts.MessageLookup;
import io.minimost.presence.values.EpochSeconds;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The host's messages. A failure of the host becomes an {@link IllegalStateException}. */
public final class GuardedMessages implements MessageLookup {
    private final MessageLookup messages;

    public GuardedMessages(MessageLookup messages) {
        this.messages = messages;
    }

    @Override
    public Optional<Message> find(long id, String viewer) {
        return HostCalls.ask("MessageLookup.find", () -> messages.find(id, viewer));
    }

    @Override
    public List<Instant> messagesOfOthers(String channel, String reader, Optional<Instant> after) {
        return HostCalls.ask(
                "MessageLookup.messagesOfOthers",
                () -> messages.messagesOfOthers(channel, reader, after).stream()
                        .map(EpochSeconds::asStored)
                        .toList());
    }
}
