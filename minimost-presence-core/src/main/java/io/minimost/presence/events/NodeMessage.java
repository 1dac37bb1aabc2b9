package io.minimost.presence.events;

import io.minimost.presence.values.StoreEvent;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * A message of one node to the hubs of all others on the database. For the push of this library; not for hosts.
 *
 * @param channel what it is about; empty if it is about no channel
 * @param user the only user to receive it; empty if it is for all
 * @param body what the hub has written
 * @hidden
 */
public record NodeMessage(Optional<String> channel, Optional<String> user, String body) implements StoreEvent {
    /** The longest body, in bytes of UTF-8. */
    public static final int MAX_BYTES = 64 << 10;

    /**
     * Checks the length.
     *
     * @throws IllegalArgumentException if the body is longer than {@value #MAX_BYTES} bytes
     */
    public NodeMessage {
        int bytes = body.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "an event of %d bytes is too long for the other nodes, at most %d", bytes, MAX_BYTES));
        }
    }
}
