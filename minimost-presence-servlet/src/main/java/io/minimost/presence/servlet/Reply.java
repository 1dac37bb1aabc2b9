package io.minimost.presence.servlet;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What to answer: a status, headers, and perhaps a body in JSON. Immutable.
 *
 * <p>A reply is never stored by a cache, except that of {@link #polled}.
 */
final class Reply {
    private static final byte[] NO_BODY = {};

    private final int status;
    private final byte[] body;
    private final Map<String, String> headers;

    private Reply(int status, byte[] body, Map<String, String> headers) {
        this.status = status;
        this.body = body;
        this.headers = Collections.unmodifiableMap(headers);
    }

    /** Done, and there is nothing to say. */
    static Reply noContent() {
        return uncached(204, NO_BODY);
    }

    /**
     * The answer to a GET that clients repeat all the time. It has an entity tag, so that a client which has this body
     * already gets {@link #notModified()} instead.
     */
    static Reply polled(byte[] json) {
        return new Reply(200, json, Map.of())
                .with("Cache-Control", "private, no-cache")
                .with("ETag", EntityTag.of(json));
    }

    /** An error in words. They are shown to the client, so they hold nothing that he must not know. */
    static Reply error(int status, String message) {
        return uncached(status, Json.error(message));
    }

    /** Bad input (400), naming the field, path parameter or header it came in. */
    static Reply badInput(String field, String message) {
        return uncached(400, Json.error(message, field));
    }

    /** Elsewhere. */
    static Reply redirect(String location) {
        return uncached(302, NO_BODY).with("Location", location);
    }

    /** This reply, for a client that has its body already. */
    Reply notModified() {
        return new Reply(304, NO_BODY, headers);
    }

    /** This reply with one more header. */
    Reply with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Reply(status, body, all);
    }

    int status() {
        return status;
    }

    byte[] body() {
        return body;
    }

    Map<String, String> headers() {
        return headers;
    }

    private static Reply uncached(int status, byte[] body) {
        return new Reply(status, body, Map.of("Cache-Control", "no-store"));
    }
}
