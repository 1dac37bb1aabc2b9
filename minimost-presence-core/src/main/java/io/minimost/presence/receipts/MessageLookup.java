package io.minimost.presence.receipts;

import io.minimost.presence.values.MessageRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the library needs to know about messages, which only the host stores. The host implements it. Implementations must
 * be thread-safe. They are called outside any transaction of the store and may be slow. They return no null.
 */
public interface MessageLookup {
    /**
     * The message with the host's number {@code id}; empty if there is none, it was deleted, or {@code viewer} may not see
     * it.
     */
    Optional<Message> find(long id, String viewer);

    /**
     * The times of the messages in {@code channel} that {@code reader} may see and did not send, oldest first.
     *
     * @param after only messages later than this; all messages if empty
     */
    List<Instant> messagesOfOthers(String channel, String reader, Optional<Instant> after);

    /** A message and its sender. */
    record Message(MessageRef ref, String sender) {}
}
