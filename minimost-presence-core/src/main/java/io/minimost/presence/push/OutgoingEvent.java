package io.minimost.presence.push;

import com.fasterxml.jackson.core.JsonGenerator;
import io.minimost.presence.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a connection sends to its client: an event, or control data of the connection. Each form is encoded once for all
 * connections that send it. Immutable and thread-safe.
 */
public final class OutgoingEvent {
    private static final byte[] NOTHING = {};
    private static final byte[] DATA = ascii("data: ");
    private static final char END = '\n';

    private final Optional<String> name;
    private final Optional<EventId> position;
    private final Optional<String> id;
    private final byte[] json;
    private final OptionalLong retryMillis;
    private volatile byte @Nullable [] serverSentEvent;
    private volatile @Nullable String text;

    private OutgoingEvent(Optional<String> name, Optional<EventId> position, byte[] json, OptionalLong retryMillis) {
        this.name = name;
        this.position = position;
        id = position.map(EventId::text);
        this.json = json;
        this.retryMillis = retryMillis;
    }

    /** @param json one JSON value in UTF-8, possibly followed by a line end */
    static OutgoingEvent event(String name, byte[] json, Optional<EventId> position) {
        return new OutgoingEvent(Optional.of(name), position, json, OptionalLong.empty());
    }

    /** The position up to which everything was sent. */
    static OutgoingEvent position(EventId position) {
        return new OutgoingEvent(Optional.empty(), Optional.of(position), NOTHING, OptionalLong.empty());
    }

    /** How long to wait before connecting again. */
    static OutgoingEvent retry(long millis) {
        return new OutgoingEvent(Optional.empty(), Optional.empty(), NOTHING, OptionalLong.of(millis));
    }

    /** The name of the event. Empty for control data: the position of the client, or when to connect again. */
    public Optional<String> name() {
        return name;
    }

    /**
     * The id that a client sends to resume after this event, see {@link ConnectRequest#resumeAfter}; empty if it has
     * none.
     */
    public Optional<String> id() {
        return id;
    }

    /** The position of a client that has received this; empty if it has no id. */
    Optional<EventId> position() {
        return position;
    }

    /** The same event with another position as its id. */
    OutgoingEvent at(EventId other) {
        return new OutgoingEvent(name, Optional.of(other), json, retryMillis);
    }

    /**
     * Encodes this as a server-sent event in UTF-8, including the empty line at its end. The array is shared and must
     * not be changed.
     */
    public byte[] toServerSentEvent() {
        byte[] known = serverSentEvent;
        if (known == null) {
            known = encode();
            serverSentEvent = known;
        }
        return known;
    }

    /**
     * Encodes this as a JSON object in one line, for transports of text messages:
     * {@code {"event":...,"id":...,"data":...}}, without {@code id} if there is none. The position of the client is
     * {@code {"id":...}}; when to connect again is {@code {"retry":<milliseconds>}}.
     */
    public String toText() {
        String known = text;
        if (known == null) {
            known = new String(Json.bytes(this::writeTo), StandardCharsets.UTF_8).strip();
            text = known;
        }
        return known;
    }

    /** The approximate length in any form. */
    int size() {
        return json.length
                + name.map(String::length).orElse(0)
                + id.map(String::length).orElse(0);
    }

    boolean hasSameContentAs(OutgoingEvent other) {
        return name.equals(other.name)
                && id.equals(other.id)
                && retryMillis.equals(other.retryMillis)
                && Arrays.equals(json, other.json);
    }

    private byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(json.length + 64);
        name.ifPresent(text -> line(bytes, "event: " + text));
        if (name.isPresent()) {
            writeData(bytes);
        }
        id.ifPresent(text -> line(bytes, "id: " + text));
        retryMillis.ifPresent(millis -> line(bytes, "retry: " + millis));
        bytes.write(END);
        return bytes.toByteArray();
    }

    /** JSON from a client may contain line ends, which would end the field. */
    private void writeData(ByteArrayOutputStream bytes) {
        bytes.writeBytes(DATA);
        int length = json.length > 0 && json[json.length - 1] == END ? json.length - 1 : json.length;
        for (int i = 0; i < length; i++) {
            if (json[i] == '\n' || json[i] == '\r') {
                bytes.write(END);
                bytes.writeBytes(DATA);
            } else {
                bytes.write(json[i]);
            }
        }
        bytes.write(END);
    }

    private void writeTo(JsonGenerator out) throws IOException {
        out.writeStartObject();
        if (name.isPresent()) {
            out.writeStringField("event", name.get());
        }
        if (id.isPresent()) {
            out.writeStringField("id", id.get());
        }
        if (retryMillis.isPresent()) {
            out.writeNumberField("retry", retryMillis.getAsLong());
        }
        if (name.isPresent()) {
            out.writeFieldName("data");
            // Line ends from clients, which are only between tokens, would begin another message where each is a line.
            out.writeRawValue(new String(json, StandardCharsets.UTF_8)
                    .strip()
                    .replace('\n', ' ')
                    .replace('\r', ' '));
        }
        out.writeEndObject();
    }

    private static void line(ByteArrayOutputStream bytes, String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        bytes.write(END);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return toText();
    }
}
