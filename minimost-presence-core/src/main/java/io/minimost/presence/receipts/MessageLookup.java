package io.minimost.presence.receipts;

import io.minimost.presence.values.MessageRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What this library asks the host about messages, which are the host's. Implementations must be thread-safe. They are
 * called outside of any transaction of the store and may take their time.
 */
public interface MessageLookup {
    /**
     * The message that the host's users know by the number {@code id}; empty if there is none, it was deleted, or
     * {@code viewer} may not see it.
     */
    Optional<Message> find(long id, String viewer);

    /**
     * The times of the messages in {@code channel} that {@code reader} may see and has not sent himself, oldest first.
     *
     * @param after only messages later than this; all of them if empty
     */
    List<Instant> messagesOfOthers(String channel, String reader, Optional<Instant> after);

    /** A message and who sent it. */
    record Message(MessageRef ref, String sender) {}
}
