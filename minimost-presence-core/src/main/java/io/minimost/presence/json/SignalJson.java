package io.minimost.presence.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.minimost.presence.signaling.Signal;
import java.io.IOException;
import java.util.List;

/** The JSON of signals. */
public final class SignalJson {
    private SignalJson() {}

    public static byte[] list(List<Signal> signals) {
        return Json.bytes(json -> writeAll(json, signals));
    }

    /** The signals with the call or screen share that they belong to. */
    public static byte[] of(String session, List<Signal> signals) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("session", session);
            json.writeFieldName("signals");
            writeAll(json, signals);
            json.writeEndObject();
        });
    }

    private static void writeAll(JsonGenerator json, List<Signal> signals) throws IOException {
        json.writeStartArray();
        for (Signal signal : signals) {
            write(json, signal);
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, Signal signal) throws IOException {
        json.writeStartObject();
        json.writeStringField("from", signal.from());
        json.writeNumberField("id", signal.id());
        json.writeFieldName("payload");
        // A MiniMost on the same file also stores NaN, which is not JSON. One such signal would make all of them
        // unreadable.
        json.writeRawValue(Json.isValid(signal.payload()) ? signal.payload() : "null");
        Json.writeSecondsField(json, "ts", signal.at());
        json.writeStringField("type", signal.type().value());
        json.writeEndObject();
    }
}
