package io.minimost.presence.servlet.http;

import io.minimost.presence.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A status, headers, and a body, which is JSON unless its Content-Type differs. Caches do not store it, except {@link
 * #polled}. Immutable.
 *
 * @param length of the body in bytes; empty if it is known only when the body is written
 * @param isStream whether the response continues after the headers, until its {@link ResponseStream} ends
 */
public record Response(int status, Body body, OptionalInt length, Map<String, String> headers, boolean isStream) {
    private static final byte[] NO_BODY = {};
    private static final Map<String, String> UNCACHED = Map.of("Cache-Control", "no-store");
    public static final Response NO_CONTENT = uncached(204, NO_BODY);
    // Refusals that several routes share. Those called text are as MiniMost's own client expects them there.
    public static final Response FORBIDDEN = error(403, "forbidden");
    public static final Response FORBIDDEN_TEXT = text(403, "forbidden");
    public static final Response ACCESS_DENIED = error(403, "access denied");
    public static final Response NOT_FOUND = error(404, "not found");
    public static final Response NOT_FOUND_TEXT = text(404, "not found");
    /** Proxies must neither store nor buffer an event stream. */
    private static final Map<String, String> EVENT_STREAM = Map.of(
            "Content-Type", "text/event-stream; charset=utf-8",
            "Cache-Control", "no-cache, no-transform",
            "X-Accel-Buffering", "no");

    public Response {
        headers = Collections.unmodifiableMap(headers);
    }

    private Response(int status, byte[] body, Map<String, String> headers) {
        this(status, out -> out.write(body), OptionalInt.of(body.length), headers, false);
    }

    /** Writes a body. */
    @FunctionalInterface
    public interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * The response to a GET that clients repeat. It has an entity tag, so that a client that has this body already is not
     * sent it again, see {@link #unless}.
     */
    public static Response polled(byte[] json) {
        return new Response(200, json, Map.of())
                .with("Cache-Control", "private, no-cache")
                .with("ETag", ETag.of(json));
    }

    /** The same with an object that has these fields. */
    public static Response polled(Json.Content fields) {
        return polled(Json.bytes(Json.object(fields)));
    }

    /** A file, with an entity tag. {@code caching} is the Cache-Control header. */
    public static Response file(byte[] content, String type, String caching) {
        return new Response(
                200, content, Map.of("Content-Type", type, "Cache-Control", caching, "ETag", ETag.of(content)));
    }

    public static Response json(byte[] json) {
        return uncached(200, json);
    }

    /** An object with these fields. */
    public static Response json(Json.Content fields) {
        return json(Json.bytes(Json.object(fields)));
    }

    /** The same for a long object, which is written to the client directly and never held in memory as a whole. */
    public static Response streamed(Json.Content fields) {
        return new Response(200, out -> Json.write(out, Json.object(fields)), OptionalInt.empty(), UNCACHED, false);
    }

    /** An event stream. The handler has opened its {@link ResponseStream}. */
    public static Response eventStream() {
        return new Response(200, out -> {}, OptionalInt.empty(), EVENT_STREAM, true);
    }

    /**
     * A text in the form that MiniMost's own client expects on some routes. It must not hold client input, because browsers
     * interpret it as HTML.
     */
    public static Response text(int status, String text) {
        return uncached(status, text.getBytes(StandardCharsets.US_ASCII))
                .with("Content-Type", "text/html; charset=utf-8");
    }

    /** The outcome of a change in one word, as MiniMost's own client expects it from calls and screen shares. */
    public static Response outcome(String word) {
        return json(json -> json.writeStringField("status", word));
    }

    /** An error. The client sees {@code message}, so it must not hold secrets. */
    public static Response error(int status, String message) {
        return uncached(status, Json.error(message));
    }

    /** Bad input (400) in {@code field}: the name of a field, path parameter or header. */
    public static Response badInput(String field, String message) {
        return uncached(400, Json.error(message, field));
    }

    /** To a path, which may be relative to that of the request. */
    public static Response redirect(String location) {
        return uncached(302, NO_BODY).with("Location", location);
    }

    /** Whether it has an entity tag, by which a client may know it already. */
    public boolean isTagged() {
        return headers.containsKey("ETag");
    }

    /** This response, or 304 without its body if the client has that already, by the If-None-Match header that it sends. */
    public Response unless(Optional<String> ifNoneMatch) {
        String tag = headers.get("ETag");
        boolean isKnown = tag != null
                && ifNoneMatch.filter(tags -> ETag.isAmong(tag, tags)).isPresent();
        return isKnown ? new Response(304, NO_BODY, headers) : this;
    }

    /** This response with one more header. */
    public Response with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Response(status, body, length, all, isStream);
    }

    /** Whether all users receive the same. */
    public boolean isPublic() {
        return headers.getOrDefault("Cache-Control", "").startsWith("public");
    }

    public boolean hasBody() {
        return length.orElse(1) > 0;
    }

    private static Response uncached(int status, byte[] body) {
        return new Response(status, body, UNCACHED);
    }
}
