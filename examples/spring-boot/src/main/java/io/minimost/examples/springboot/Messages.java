package io.minimost.examples.springboot;

import io.minimost.presence.receipts.MessageLookup;
import io.minimost.presence.values.MessageId;
import io.minimost.presence.values.MessageRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Where the messages are; yours are in your database. Without this bean, users cannot react to messages or mark them as read. */
@Component
class Messages implements MessageLookup {
    private static final MessageRef WELCOME = new MessageRef("general", Instant.ofEpochSecond(1_716_000_000));

    @Override
    public Optional<Message> find(MessageId id, String viewer) {
        return Optional.of(new Message(WELCOME, "alice")).filter(message -> id.text().equals("welcome"));
    }

    @Override
    public List<Instant> messagesOfOthers(String channel, String reader, Optional<Instant> after) {
        return List.of();
    }
}
