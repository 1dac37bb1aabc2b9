package io.minimost.presence.servlet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes JSON as MiniMost does: compact, in ASCII, with a line feed at the end. Keys are written in sorted order. */
final class Json {
    // Jackson adds quotes and escapes; anything is safe to write.
    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private Json() {}

    /** What is to be written. */
    interface Content {
        void writeTo(JsonGenerator json) throws IOException;
    }

    static byte[] bytes(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            content.writeTo(json);
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("an array in memory took no more bytes", e);
        }
        return bytes.toByteArray();
    }

    static byte[] strings(Iterable<String> values) {
        return bytes(json -> {
            json.writeStartArray();
            for (String value : values) {
                json.writeString(value);
            }
            json.writeEndArray();
        });
    }

    static byte[] error(String message) {
        return bytes(json -> {
            json.writeStartObject();
            json.writeStringField("error", message);
            json.writeEndObject();
        });
    }

    static byte[] error(String message, String field) {
        return bytes(json -> {
            json.writeStartObject();
            json.writeStringField("error", message);
            json.writeStringField("field", field);
            json.writeEndObject();
        });
    }
}
