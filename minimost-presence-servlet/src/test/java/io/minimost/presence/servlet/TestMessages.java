package io.minimost.presence.servlet;

import io.minimost.presence.receipts.MessageLookup;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageId;
import io.minimost.presence.values.MessageRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The messages of a host that finds every message for every user, so that only the filter protects them. */
final class TestMessages implements MessageLookup {
    private final Map<String, Message> byId = new ConcurrentHashMap<>();

    /** Adds a message with the time {@code seconds}. */
    TestMessages with(long id, String channel, double seconds, String sender) {
        return with(Long.toString(id), channel, seconds, sender);
    }

    TestMessages with(String id, String channel, double seconds, String sender) {
        byId.put(id, new Message(new MessageRef(channel, EpochSeconds.toInstant(seconds)), sender));
        return this;
    }

    @Override
    public Optional<Message> find(MessageId id, String viewer) {
        return Optional.ofNullable(byId.get(id.text()));
    }

    @Override
    public List<Instant> messagesOfOthers(String channel, String reader, Optional<Instant> after) {
        return byId.values().stream()
                .filter(message -> message.ref().channel().equals(channel))
                .filter(message -> !message.sender().equals(reader))
                .map(message -> message.ref().at())
                .filter(at -> after.isEmpty() || at.isAfter(after.get()))
                .sorted()
                .toList();
    }
}
