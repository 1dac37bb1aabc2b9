package io.minimost.presence.json;

import io.minimost.presence.channels.PrivateChannel;
import java.util.List;

/** The JSON of a private channel. */
public final class PrivateChannelJson {
    private PrivateChannelJson() {}

    public static byte[] created(PrivateChannel channel) {
        return Json.bytes(Json.object(json -> {
            json.writeStringField("channel", channel.id().text());
            json.writeNumberField("id", channel.id().id());
            json.writeStringField("name", channel.name());
        }));
    }

    public static byte[] members(List<String> members) {
        return Json.bytes(json -> {
            json.writeStartArray();
            for (String member : members) {
                Json.object(fields -> fields.writeStringField("username", member))
                        .writeTo(json);
            }
            json.writeEndArray();
        });
    }
}
