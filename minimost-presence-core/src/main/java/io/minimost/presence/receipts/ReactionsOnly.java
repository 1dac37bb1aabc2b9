package io.minimost.presence.receipts;

import io.minimost.presence.values.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;

/** The messages of a host that counts none as unread. */
record ReactionsOnly(BiFunction<MessageId, String, Optional<Message>> messages) implements MessageLookup {
    ReactionsOnly {
        Objects.requireNonNull(messages, "find");
    }

    @Override
    public Optional<Message> find(MessageId id, String viewer) {
        return messages.apply(id, viewer);
    }

    @Override
    public List<Instant> messagesOfOthers(String channel, String reader, Optional<Instant> after) {
        return List.of();
    }
}
