package io.minimost.presence.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.minimost.presence.values.EpochSeconds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * Writes JSON as MiniMost does: compact, in ASCII, with a line feed at the end. Callers write fixed keys in sorted
 * order.
 */
public final class Json {
    // Jackson adds quotes and escapes, so any text is safe to write.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            // The container flushes and closes the stream. Output that breaks off must not look complete.
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .build();

    private Json() {}

    /** What to write. */
    public interface Content {
        void writeTo(JsonGenerator json) throws IOException;
    }

    public static byte[] bytes(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(bytes, content);
        } catch (IOException e) {
            throw new UncheckedIOException("an array in memory took no more bytes", e);
        }
        return bytes.toByteArray();
    }

    /** An object that has these fields. */
    public static Content object(Content fields) {
        return json -> {
            json.writeStartObject();
            fields.writeTo(json);
            json.writeEndObject();
        };
    }

    /** Writes {@code content} to {@code out}, which stays open. */
    public static void write(OutputStream out, Content content) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            content.writeTo(json);
            json.writeRaw('\n');
        }
    }

    public static byte[] strings(Iterable<String> values) {
        return bytes(json -> writeStrings(json, values));
    }

    public static void writeStrings(JsonGenerator json, Iterable<String> values) throws IOException {
        json.writeStartArray();
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    /** Writes a time as MiniMost does, in seconds since 1970. */
    public static void writeSeconds(JsonGenerator json, Instant time) throws IOException {
        json.writeNumber(EpochSeconds.text(EpochSeconds.of(time)));
    }

    public static void writeSecondsField(JsonGenerator json, String field, Instant time) throws IOException {
        json.writeFieldName(field);
        writeSeconds(json, time);
    }

    /** Writes a time, or null if there is none. */
    public static void writeSecondsField(JsonGenerator json, String field, Optional<Instant> time) throws IOException {
        if (time.isPresent()) {
            writeSecondsField(json, field, time.get());
        } else {
            json.writeNullField(field);
        }
    }

    public static void writeStringsField(JsonGenerator json, String field, Iterable<String> values) throws IOException {
        json.writeFieldName(field);
        writeStrings(json, values);
    }

    /** Whether {@code text} is one JSON value, strictly, and can be encoded in UTF-8 without loss. */
    public static boolean isValid(String text) {
        try (JsonParser json = FACTORY.createParser(text)) {
            json.nextToken();
            json.skipChildren();
            json.finishToken();
            return json.currentToken() != null
                    && json.nextToken() == null
                    && StandardCharsets.UTF_8.newEncoder().canEncode(text);
        } catch (IOException e) {
            return false;
        }
    }

    public static byte[] error(String message) {
        return bytes(object(json -> json.writeStringField("error", message)));
    }

    public static byte[] error(String message, String field) {
        return bytes(object(json -> {
            json.writeStringField("error", message);
            json.writeStringField("field", field);
        }));
    }
}
