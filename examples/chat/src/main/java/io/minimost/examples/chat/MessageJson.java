package io.minimost.examples.chat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.minimost.presence.reactions.Reaction;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A message as a row of {@code GET /messages}, with all the keys that MiniMost's own page expects. */
final class MessageJson {
    private MessageJson() {}

    static Map<String, @Nullable Object> of(ChatMessage message, List<Reaction> reactions) {
        Map<String, @Nullable Object> row = new TreeMap<>();
        row.put("id", message.id());
        row.put("channel", message.channel());
        row.put("sender", message.sender());
        row.put("content", message.content());
        row.put("ts", message.ts());
        row.put("reactions", reactions.isEmpty() ? null : text(reactions));
        row.put("reactions_ts", message.reactionsTs());
        // Features that this chat does not have.
        row.put("deleted", 0);
        row.put("deleted_ts", null);
        row.put("edited", 0);
        row.put("edited_ts", null);
        row.put("filename", null);
        row.put("mentions", null);
        row.put("reply_to_id", null);
        return row;
    }

    /** JSON as a string in the JSON, with spaces, as in MiniMost. */
    private static String text(List<Reaction> reactions) {
        return reactions.stream()
                .map(reaction -> quoted(reaction.emoji()) + ": "
                        + reaction.reactors().stream()
                                .map(MessageJson::quoted)
                                .collect(Collectors.joining(", ", "[", "]")))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String quoted(String name) {
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(name)) + '"';
    }
}
