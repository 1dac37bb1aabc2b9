package io.minimost.presence.receipts;

import io.minimost.presence.values.MessageId;
import io.minimost.presence.values.MessageRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The messages of a host, all in one channel, which it numbers from 1. */
record HostMessages(String channel, List<Sent> sent) implements MessageLookup {
    record Sent(Instant at, String sender) {}

    @Override
    public Optional<Message> find(MessageId id, String viewer) {
        return id.number()
                .map(number -> sent.get(number.intValue() - 1))
                .map(message -> new Message(new MessageRef(channel, message.at), message.sender));
    }

    /** With the precision of the host, which may be higher than that of the store. */
    @Override
    public List<Instant> messagesOfOthers(String asked, String reader, Optional<Instant> after) {
        return sent.stream()
                .filter(message -> asked.equals(channel) && !message.sender.equals(reader))
                .map(Sent::at)
                .filter(at -> after.isEmpty() || at.isAfter(after.get()))
                .toList();
    }
}
