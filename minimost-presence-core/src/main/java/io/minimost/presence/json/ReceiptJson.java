package io.minimost.presence.json;

import io.minimost.presence.values.EpochSeconds;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The JSON of read receipts. */
public final class ReceiptJson {
    private ReceiptJson() {}

    /** The readers by the time of the message, as in MiniMost's first generation: the keys are sorted as text. */
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

    /** The watermarks by reader. */
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
