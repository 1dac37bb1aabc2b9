package io.minimost.presence.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.minimost.presence.presence.VisiblePresence;
import io.minimost.presence.values.Availability;
import io.minimost.presence.values.Status;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The JSON of statuses. MiniMost has none. */
public final class StatusJson {
    private StatusJson() {}

    /** The statuses that others see, by user. */
    public static byte[] all(Map<String, Status> statuses) {
        return Json.bytes(Json.object(json -> {
            for (Map.Entry<String, Status> entry : statuses.entrySet()) {
                json.writeFieldName(entry.getKey());
                write(json, entry.getValue());
            }
        }));
    }

    /** What the sources say about the user, and what of it others see. */
    public static Json.Content own(List<Status> claims, Optional<Status> shown) {
        return json -> {
            json.writeArrayFieldStart("claims");
            for (Status claim : claims) {
                write(json, claim);
            }
            json.writeEndArray();
            writeStatus(json, shown);
        };
    }

    /** What others see of users. */
    public static Json.Content users(Map<String, VisiblePresence> users) {
        return json -> {
            json.writeObjectFieldStart("users");
            for (Map.Entry<String, VisiblePresence> entry : users.entrySet()) {
                json.writeObjectFieldStart(entry.getKey());
                Json.writeSecondsField(json, "last_seen", entry.getValue().lastSeen());
                json.writeStringField("state", entry.getValue().state().value());
                writeStatus(json, entry.getValue().status());
                json.writeEndObject();
            }
            json.writeEndObject();
        };
    }

    /** The same for streams: without when users were seen, which changes all the time. */
    public static byte[] presence(Map<String, VisiblePresence> users) {
        return Json.bytes(Json.object(json -> {
            json.writeObjectFieldStart("users");
            for (Map.Entry<String, VisiblePresence> entry : users.entrySet()) {
                json.writeObjectFieldStart(entry.getKey());
                json.writeStringField("state", entry.getValue().state().value());
                writeStatus(json, entry.getValue().status());
                json.writeEndObject();
            }
            json.writeEndObject();
        }));
    }

    private static void writeStatus(JsonGenerator json, Optional<Status> status) throws IOException {
        json.writeFieldName("status");
        if (status.isPresent()) {
            write(json, status.get());
        } else {
            json.writeNull();
        }
    }

    private static void write(JsonGenerator json, Status status) throws IOException {
        json.writeStartObject();
        json.writeStringField("emoji", status.emoji().orElse(null));
        json.writeStringField("source", status.source().value());
        json.writeStringField(
                "state", status.availability().map(Availability::value).orElse(null));
        json.writeStringField("text", status.text().orElse(null));
        Json.writeSecondsField(json, "until", status.until());
        json.writeEndObject();
    }
}
