package io.minimost.presence.json;

import io.minimost.presence.values.PresenceState;
import java.util.Map;

/** The JSON of presence. */
public final class PresenceJson {
    private PresenceJson() {}

    public static byte[] states(Map<String, PresenceState> states) {
        return Json.bytes(json -> {
            json.writeStartObject();
            for (Map.Entry<String, PresenceState> entry : states.entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue().value());
            }
            json.writeEndObject();
        });
    }
}
