package io.minimost.presence.servlet.http;

import io.minimost.presence.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What to answer: a status, headers, and perhaps a body, which is JSON unless it says otherwise. Immutable.
 *
 * <p>A reply is never stored by a cache, except that of {@link #polled}.
 */
public final class Response {
    private static final byte[] NO_BODY = {};
    private static final Map<String, String> UNCACHED = Map.of("Cache-Control", "no-store");
    /** Proxies must neither keep nor collect what is meant to arrive at once. */
    private static final Map<String, String> EVENT_STREAM = Map.of(
            "Content-Type", "text/event-stream; charset=utf-8",
            "Cache-Control", "no-cache, no-transform",
            "X-Accel-Buffering", "no");

    private static final String TEXT = "text/html; charset=utf-8";

    private final int status;
    private final Body body;
    private final OptionalInt length;
    private final Map<String, String> headers;
    private final boolean streams;

    private Response(int status, Body body, OptionalInt length, Map<String, String> headers, boolean streams) {
        this.status = status;
        this.body = body;
        this.length = length;
        this.headers = Collections.unmodifiableMap(headers);
        this.streams = streams;
    }

    private Response(int status, byte[] body, Map<String, String> headers) {
        this(status, out -> out.write(body), OptionalInt.of(body.length), headers, false);
    }

    /** What follows the headers. */
    @FunctionalInterface
    private interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Done, and there is nothing to say. */
    public static Response noContent() {
        return uncached(204, NO_BODY);
    }

    /**
     * The answer to a GET that clients repeat all the time. It has an entity tag, so that a client which has this body
     * already gets {@link #notModified()} instead.
     */
    public static Response polled(byte[] json) {
        return new Response(200, json, Map.of())
                .with("Cache-Control", "private, no-cache")
                .with("ETag", ETag.of(json));
    }

    /** The answer to a change, or to a question that is not asked twice. */
    public static Response json(byte[] json) {
        return uncached(200, json);
    }

    /** The same for a long answer: it is written straight to the client and never in memory as a whole. */
    public static Response streamed(Json.Content json) {
        return new Response(200, out -> Json.write(out, json), OptionalInt.empty(), UNCACHED, false);
    }

    /** An event stream: what follows the headers is written to the {@link ResponseStream} that the handler has opened. */
    public static Response eventStream() {
        return new Response(200, out -> {}, OptionalInt.empty(), EVENT_STREAM, true);
    }

    /**
     * A few words of ours, in the form that MiniMost's own client expects on some of its routes. Never with anything in it
     * that a client has sent: browsers take it for HTML.
     */
    public static Response text(int status, String words) {
        return uncached(status, words.getBytes(StandardCharsets.US_ASCII)).with("Content-Type", TEXT);
    }

    /** The outcome of a change in one word, in the form that MiniMost's own client expects from calls and screen shares. */
    public static Response outcome(String word) {
        return json(Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("status", word);
            json.writeEndObject();
        }));
    }

    /** An error in words. They are shown to the client, so they hold nothing that he must not know. */
    public static Response error(int status, String message) {
        return uncached(status, Json.error(message));
    }

    /** Bad input (400), naming the field, path parameter or header it came in. */
    public static Response badInput(String field, String message) {
        return uncached(400, Json.error(message, field));
    }

    /** Elsewhere. */
    static Response redirect(String location) {
        return uncached(302, NO_BODY).with("Location", location);
    }

    /** This reply, for a client that has its body already. */
    public Response notModified() {
        return new Response(304, NO_BODY, headers);
    }

    /** This reply with one more header. */
    public Response with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Response(status, body, length, all, streams);
    }

    public int status() {
        return status;
    }

    public boolean hasBody() {
        return length.orElse(1) > 0;
    }

    /** Whether the response goes on after the headers, until its stream ends. */
    public boolean isStream() {
        return streams;
    }

    /** How many bytes the body has; empty if that is only known when it is written. */
    public OptionalInt length() {
        return length;
    }

    public void writeBodyTo(OutputStream out) throws IOException {
        body.writeTo(out);
    }

    public Map<String, String> headers() {
        return headers;
    }

    private static Response uncached(int status, byte[] body) {
        return new Response(status, body, UNCACHED);
    }
}
