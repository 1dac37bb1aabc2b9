package io.minimost.presence.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.minimost.presence.media.AppendResult;
import io.minimost.presence.media.MediaChunk;
import io.minimost.presence.media.MediaInit;
import io.minimost.presence.media.MediaPage;
import java.io.IOException;
import java.util.OptionalLong;

/** The JSON of media. */
public final class MediaJson {
    /** The number of an init segment, which precedes all chunks. */
    static final long BEFORE_ALL = -1;

    private MediaJson() {}

    public static byte[] stored(AppendResult appended) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeNumberField("seq", appended.sequence().orElseThrow());
            json.writeStringField("status", "ok");
            json.writeEndObject();
        });
    }

    /**
     * The number after which to read. MiniMost's client sends -1 if it has nothing yet, which means the same as none.
     */
    public static OptionalLong fromStart(OptionalLong after) {
        return after.equals(OptionalLong.of(BEFORE_ALL)) ? OptionalLong.empty() : after;
    }

    /** Writes the fields of an answer that contains {@code page}. Each chunk is encoded as it is written. */
    public static void writeFields(JsonGenerator json, MediaPage page) throws IOException {
        json.writeArrayFieldStart("chunks");
        for (MediaChunk chunk : page.chunks()) {
            json.writeStartObject();
            json.writeBinaryField("data", chunk.data());
            json.writeNumberField("seq", chunk.sequence());
            json.writeEndObject();
        }
        json.writeEndArray();
        if (page.init().isPresent()) {
            json.writeBinaryField("init", page.init().get().data());
        } else {
            json.writeNullField("init");
        }
        json.writeStringField("mime_type", page.init().map(MediaInit::mimeType).orElse(null));
    }
}
