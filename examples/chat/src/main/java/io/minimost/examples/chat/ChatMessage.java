package io.minimost.examples.chat;

import org.jspecify.annotations.Nullable;

/**
 * A message. Its channel and its time identify it.
 *
 * @param sender a user, or {@link #SYSTEM}
 * @param ts seconds since 1970, as MiniMost has them; unique in the channel
 * @param reactionsTs when somebody last reacted to it or took that back; null if nobody has
 */
public record ChatMessage(
        long id,
        String channel,
        String sender,
        String content,
        double ts,
        @Nullable Double reactionsTs) {
    /** Who says what happened to a channel. No user can have this name. */
    static final String SYSTEM = "system";

    /** When it last became something else to look at; no two changes of messages have the same time. */
    double changedTs() {
        return reactionsTs == null ? ts : reactionsTs;
    }
}
