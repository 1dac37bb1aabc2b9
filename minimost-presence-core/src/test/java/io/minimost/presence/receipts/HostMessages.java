package io.minimost.presence.receipts;

import io.minimost.presence.values.MessageRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The messages of a host, all in one channel, which it numbers from 0. */
record HostMessages(String channel, List<Sent> sent) implements MessageLookup {
    record Sent(Instant at, String sender) {}

    @Override
    public Optional<Message> find(long id, String viewer) {
        return Optional.of(sent.get((int) id))
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
