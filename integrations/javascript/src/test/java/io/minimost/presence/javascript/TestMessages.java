package io.minimost.presence.javascript;

import io.minimost.presence.receipts.MessageLookup;
import io.minimost.presence.values.MessageId;
import io.minimost.presence.values.MessageRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Three messages of bob in general, with the ids 1 to 3. */
final class TestMessages implements MessageLookup {
    @Override
    public Optional<Message> find(MessageId id, String viewer) {
        return id.text().matches("[1-3]")
                ? Optional.of(new Message(new MessageRef("general", TestHost.timeOf(Long.parseLong(id.text()))), "bob"))
                : Optional.empty();
    }

    @Override
    public List<Instant> messagesOfOthers(String channel, String reader, Optional<Instant> after) {
        return channel.equals("general")
                ? LongStream.rangeClosed(1, 3)
                        .mapToObj(TestHost::timeOf)
                        .filter(at -> after.filter(from -> !at.isAfter(from)).isEmpty())
                        .toList()
                : List.of();
    }
}
