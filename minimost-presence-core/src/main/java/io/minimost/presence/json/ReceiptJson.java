package io.minimost.presence.json;

import io.minimost.presence.values.EpochSeconds;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is answered about what was read. */
public final class ReceiptJson {
    private ReceiptJson() {}

    /** Readers by the time of the message, in the form of MiniMost's first generation: the keys are sorted as text. */
    public static byte[] readers(Map<Instant, List<String>> receipts) {
        Map<String, List<String>> readers = new TreeMap<>();
        receipts.forEach((message, names) -> readers.put(EpochSeconds.text(EpochSeconds.of(message)), names));
        return Json.bytes(json -> {
            json.writeStartObject();
            for (Map.Entry<String, List<String>> message : readers.entrySet()) {
                Json.writeStringsField(json, message.getKey(), message.getValue());
            }
            json.writeEndObject();
        });
    }

    /** Watermarks by reader. */
    public static byte[] watermarks(Map<String, Instant> watermarks) {
        return Json.bytes(json -> {
            json.writeStartObject();
            for (Map.Entry<String, Instant> watermark : watermarks.entrySet()) {
                Json.writeSecondsField(json, watermark.getKey(), watermark.getValue());
            }
            json.writeEndObject();
        });
    }
}
