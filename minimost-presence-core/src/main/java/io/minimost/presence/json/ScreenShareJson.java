package io.minimost.presence.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.minimost.presence.screenshare.ScreenShare;
import java.io.IOException;
import java.util.List;

/** The JSON of screen shares. */
public final class ScreenShareJson {
    private ScreenShareJson() {}

    public static byte[] list(List<ScreenShare> shares) {
        return Json.bytes(json -> {
            json.writeStartArray();
            for (ScreenShare share : shares) {
                write(json, share);
            }
            json.writeEndArray();
        });
    }

    private static void write(JsonGenerator json, ScreenShare share) throws IOException {
        json.writeStartObject();
        json.writeStringField("channel", share.channel());
        json.writeStringField("share_id", share.id());
        json.writeStringField("sharer", share.sharer());
        Json.writeSecondsField(json, "started_ts", share.startedAt());
        json.writeEndObject();
    }
}
