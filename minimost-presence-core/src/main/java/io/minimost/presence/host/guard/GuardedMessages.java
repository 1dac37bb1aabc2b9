package io.minimost.presence.host.guard;

import io.minimost.presence.receipts.MessageLookup;
import io.minimost.presence.values.EpochSeconds;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The messages of the host, whose failures are told from those of a client. */
public final class GuardedMessages implements MessageLookup {
    private final MessageLookup index;

    public GuardedMessages(MessageLookup index) {
        this.index = index;
    }

    @Override
    public Optional<Message> find(long id, String viewer) {
        return HostCalls.ask("MessageIndex.find", () -> index.find(id, viewer));
    }

    @Override
    public List<Instant> messagesOfOthers(String channel, String reader, Optional<Instant> after) {
        return HostCalls.ask(
                "MessageIndex.messagesOfOthers",
                () -> index.messagesOfOthers(channel, reader, after).stream()
                        .map(EpochSeconds::asStored)
                        .toList());
    }
}
