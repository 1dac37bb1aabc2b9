package io.minimost.examples.chat;

import io.minimost.presence.reactions.Reaction;
import io.minimost.presence.reactions.Reactions;
import io.minimost.presence.values.EpochSeconds;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages with the reactions to them, as clients receive them. Thread-safe. */
final class MessageRows {
    private final Reactions reactions;

    MessageRows(Reactions reactions) {
        this.reactions = reactions;
    }

    /** The rows for {@code messages}, all of which are of {@code channel}. */
    List<Map<String, @Nullable Object>> of(String channel, List<ChatMessage> messages) {
        Map<Instant, List<Reaction>> all = reactions.reactionsTo(
                channel, messages.stream().map(MessageRows::time).toList());
        return messages.stream()
                .map(message -> MessageJson.of(message, all.getOrDefault(time(message), List.of())))
                .toList();
    }

    private static Instant time(ChatMessage message) {
        return EpochSeconds.toInstant(message.ts());
    }
}
