package io.minimost.presence.signaling;

import java.util.Locale;
import java.util.Objects;

/** The checks of a payload besides that of {@link PayloadSyntax}. */
final class SignalPayload {
    /** A depth that MiniMost's Python can read, however deep its call stack is; a browser's payload has a depth of 2. */
    static final int MAX_DEPTH = 32;

    private SignalPayload() {}

    /** Throws if {@code payload} is too long, cannot be stored, or is nested too deeply. */
    static void require(String payload, int maxBytes) {
        Objects.requireNonNull(payload, "payload");
        long bytes = utf8Length(payload);
        if (bytes > maxBytes) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "the payload of the signal has %d bytes, at most %d are allowed", bytes, maxBytes));
        }
        if (payload.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the payload of the signal contains U+0000");
        }
        if (hasLoneSurrogate(payload)) {
            throw new IllegalArgumentException("the payload of the signal contains a lone surrogate");
        }
        if (depth(payload) > MAX_DEPTH) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "the payload of the signal is nested more than %d levels deep", MAX_DEPTH));
        }
    }

    /** The number of bytes of {@code text} in the file. */
    static long utf8Length(String text) {
        long bytes = 0;
        for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
        }
        return bytes;
    }

    private static boolean hasLoneSurrogate(String text) {
        for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                return true;
            }
        }
        return false;
    }

    /** The nesting depth of {@code json}; if it is not JSON, an arbitrary number. */
    private static int depth(String json) {
        int depth = 0;
        int deepest = 0;
        boolean inString = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (inString && c == '\\') {
                i++; // An escaped character does not end the string.
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
