package io.minimost.presence.host.guard;

import io.minimost.presence.receipts.MessageLookup;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The host's messages. A failure of the host becomes an {@link HostFailedException}. */
public final class GuardedMessages implements MessageLookup {
    private final MessageLookup messages;

    public GuardedMessages(MessageLookup messages) {
        this.messages = messages;
    }

    @Override
    public Optional<Message> find(MessageId id, String viewer) {
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

    @Override
    public Map<String, Integer> countMessagesOfOthers(String reader, Collection<ReadUpTo> channels) {
        return HostCalls.ask(
                "MessageLookup.countMessagesOfOthers",
                () -> requireCounts(messages.countMessagesOfOthers(reader, channels)));
    }

    private static Map<String, Integer> requireCounts(Map<String, Integer> counts) {
        counts.forEach((channel, count) -> {
            if (count < 0) {
                throw new IllegalArgumentException(count + " messages in " + channel);
            }
        });
        return Map.copyOf(counts);
    }
}
