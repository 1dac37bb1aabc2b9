package io.minimost.examples.chat;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A message as a row of {@code GET /messages}, with all the keys that MiniMost's own page expects. */
final class MessageJson {
    private MessageJson() {}

    static Map<String, @Nullable Object> of(Message message) {
        Map<String, @Nullable Object> row = new TreeMap<>();
        row.put("id", message.id());
        row.put("channel", message.channel());
        row.put("sender", message.sender());
        row.put("content", message.content());
        row.put("ts", message.ts());
        // What this chat cannot do.
        row.put("deleted", 0);
        row.put("deleted_ts", null);
        row.put("edited", 0);
        row.put("edited_ts", null);
        row.put("filename", null);
        row.put("mentions", null);
        row.put("reactions", null);
        row.put("reactions_ts", null);
        row.put("reply_to_id", null);
        return row;
    }
}
