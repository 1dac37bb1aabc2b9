package io.minimost.presence.signaling;

import java.util.Objects;

/** What a payload must be besides JSON, which only SQLite can tell. */
final class SignalPayload {
    /** What MiniMost's Python reads in any state of its stack; a browser's payload has a depth of 2. */
    static final int MAX_DEPTH = 32;

    private SignalPayload() {}

    /** Throws unless {@code payload} can be stored, is not too long, and, if it is JSON, not too deep. */
    static void require(String payload, int maxBytes) {
        Objects.requireNonNull(payload, "payload");
        long bytes = utf8Length(payload);
        if (bytes > maxBytes) {
            throw new IllegalArgumentException(
                    "the payload of the signal has %d bytes, at most %d are allowed".formatted(bytes, maxBytes));
        }
        if (payload.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the payload of the signal contains U+0000");
        }
        if (payload.codePoints().anyMatch(SignalPayload::isSurrogate)) {
            throw new IllegalArgumentException("the payload of the signal contains a lone surrogate");
        }
        if (depth(payload) > MAX_DEPTH) {
            throw new IllegalArgumentException(
                    "the payload of the signal is nested more than %d levels deep".formatted(MAX_DEPTH));
        }
    }

    /** How many bytes {@code text} takes in the file. */
    static long utf8Length(String text) {
        return text.codePoints()
                .mapToLong(c -> c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4)
                .sum();
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    /** The depth of {@code json}; of other text, some number. */
    private static int depth(String json) {
        int depth = 0;
        int deepest = 0;
        boolean inString = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (inString && c == '\\') {
                i++; // What is escaped does not end the string.
            } else if (c == '"') {
                inString = !inString;
            } else if (!inString && (c == '{' || c == '[')) {
                deepest = Math.max(deepest, ++depth);
            } else if (!inString && (c == '}' || c == ']')) {
                depth--;
            }
        }
        return deepest;
    }
}
