package io.minimost.presence.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.minimost.presence.reactions.Reaction;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** The JSON of reactions. */
public final class ReactionJson {
    private ReactionJson() {}

    /** The reactions to one message, by emoji. */
    public static byte[] summary(List<Reaction> reactions) {
        return Json.bytes(json -> write(json, reactions));
    }

    /** The reactions to one message and its time, by which a client finds it. */
    public static byte[] to(Instant message, List<Reaction> reactions) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeFieldName("reactions");
            write(json, reactions);
            Json.writeSecondsField(json, "ts", message);
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, List<Reaction> reactions) throws IOException {
        json.writeStartObject();
        for (Reaction reaction : reactions) {
            Json.writeStringsField(json, reaction.emoji(), reaction.reactors());
        }
        json.writeEndObject();
    }
}
