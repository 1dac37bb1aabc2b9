package io.minimost.presence.values;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;

/** The rules that every text must meet before it reaches the database. */
final class TextRules {
    /** The order of SQLite's BINARY collation and of Python's {@code sorted}: by code point, not by UTF-16 unit. */
    static final Comparator<String> BYTE_ORDER =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    private static final int QUOTED_LENGTH = 80;

    private TextRules() {}

    /** Returns {@code text}; throws if it is not valid. The message contains {@code what} and the flaw. */
    static String require(String what, String text, int maxLength) {
        Objects.requireNonNull(text, what);
        if (text.isEmpty()) {
            throw new IllegalArgumentException(what + " is empty");
        }
        rejectUnstorable(what, text);
        int length = text.codePointCount(0, text.length());
        if (length > maxLength) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s %s has %d characters, at most %d are allowed",
                    what,
                    quote(text),
                    length,
                    maxLength));
        }
        if (!text.equals(text.strip())) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s %s begins or ends with a blank", what, quote(text)));
        }
        return text;
    }

    private static void rejectUnstorable(String what, String text) {
        // A loop, not a stream, because this runs several times for each keystroke.
        int next;
        for (int i = 0; i < text.length(); i = next) {
            int c = text.codePointAt(i);
            next = i + Character.charCount(c);
            String flaw = switch (Character.getType(c)) {
                case Character.CONTROL -> "a control character";
                case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> "a line separator";
                // codePointAt() joins pairs, so a remaining surrogate is unpaired.
                case Character.SURROGATE -> "a lone surrogate";
                default -> "";
            };
            if (!flaw.isEmpty()) {
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "%s %s contains %s", what, quote(text), flaw));
            }
        }
    }

    /** {@code text} in quotes, safe to log: escaped where it is not printable, and shortened when it is long. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("'");
        int end = Math.min(text.length(), QUOTED_LENGTH);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean printable = c >= ' ' && c != 0x7f && (c < 0x80 || Character.isLetterOrDigit(c));
            if (printable) {
                quoted.append(c);
            } else {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            }
        }
        return quoted.append(end < text.length() ? "…'" : "'").toString();
    }
}
