package io.minimost.presence.push;

import io.minimost.presence.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a connection sends to its client: an event, or something about the connection itself. Each form is encoded once for all
 * connections that send it. Immutable and thread-safe.
 */
public final class OutgoingEvent {
    private static final byte[] NOTHING = {};
    private static final byte[] DATA = ascii("data: ");
    private static final char END = '\n';

    private final Optional<String> name;
    private final Optional<EventId> place;
    private final Optional<String> id;
    private final byte[] json;
    private final OptionalLong retryMillis;
    private volatile byte @Nullable [] serverSentEvent;
    private volatile @Nullable String text;

    private OutgoingEvent(Optional<String> name, Optional<EventId> place, byte[] json, OptionalLong retryMillis) {
        this.name = name;
        this.place = place;
        id = place.map(EventId::text);
        this.json = json;
        this.retryMillis = retryMillis;
    }

    /** @param json one JSON value in UTF-8, perhaps with a line end behind it */
    static OutgoingEvent event(String name, byte[] json, Optional<EventId> place) {
        return new OutgoingEvent(Optional.of(name), place, json, OptionalLong.empty());
    }

    /** Says that everything up to {@code place} was sent. */
    static OutgoingEvent position(EventId place) {
        return new OutgoingEvent(Optional.empty(), Optional.of(place), NOTHING, OptionalLong.empty());
    }

    /** Says how long to wait before connecting again. */
    static OutgoingEvent retry(long millis) {
        return new OutgoingEvent(Optional.empty(), Optional.empty(), NOTHING, OptionalLong.of(millis));
    }

    /** What happened; empty if this is about the connection itself: how far the client has come, or when to connect again. */
    public Optional<String> name() {
        return name;
    }

    /** What a client that has this brings back to resume, see {@link ConnectRequest#resumeAfter}; empty if there is no such. */
    public Optional<String> id() {
        return id;
    }

    /** How far a client has come that has this; empty if it says nothing of that. */
    Optional<EventId> place() {
        return place;
    }

    /** The same event at another place. */
    OutgoingEvent at(EventId other) {
        return new OutgoingEvent(name, Optional.of(other), json, retryMillis);
    }

    /** This as a server-sent event, in UTF-8 with the empty line at its end. The array is shared and must not be changed. */
    public byte[] toServerSentEvent() {
        byte[] known = serverSentEvent;
        if (known == null) {
            known = encode();
            serverSentEvent = known;
        }
        return known;
    }

    /**
     * This as a JSON object in one line, for transports of text messages: {@code {"event":...,"id":...,"data":...}}, without
     * {@code id} if there is none. How far the client has come is {@code {"id":...}}, when to connect again is
     * {@code {"retry":<milliseconds>}}.
     */
    public String toText() {
        String known = text;
        if (known == null) {
            known = new String(Json.bytes(this::writeTo), StandardCharsets.UTF_8).strip();
            text = known;
        }
        return known;
    }

    /** About how long it is in any form. */
    int size() {
        return json.length
                + name.map(String::length).orElse(0)
                + id.map(String::length).orElse(0);
    }

    boolean saysTheSameAs(OutgoingEvent other) {
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

    /** JSON that a client has sent may have line ends, which would end the field. */
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

    private void writeTo(com.fasterxml.jackson.core.JsonGenerator out) throws java.io.IOException {
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
            out.writeRawValue(new String(json, StandardCharsets.UTF_8).strip());
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
