package io.minimost.examples.chat;

import org.jspecify.annotations.Nullable;

/**
 * A message. Its channel and its time identify it.
 *
 * @param sender a user, or {@link #SYSTEM}
 * @param ts seconds since 1970, as MiniMost has them; unique in the channel
 * @param reactionsTs when a reaction was last added or removed; null if never
 */
public record ChatMessage(
        long id,
        String channel,
        String sender,
        String content,
        double ts,
        @Nullable Double reactionsTs) {
    /** The sender of the notices of a channel. No user can have this name. */
    static final String SYSTEM = "system";

    /** The time of its last change; no two changes of messages have the same time. */
    double changedTs() {
        return reactionsTs == null ? ts : reactionsTs;
    }
}
