package io.minimost.presence.values;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;

/** How the texts of the store are compared and quoted. */
final class TextRules {
    /** The order of SQLite's BINARY collation and of Python's {@code sorted}: by code point, not by UTF-16 unit. */
    static final Comparator<String> BYTE_ORDER =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    private static final int QUOTED_LENGTH = 80;

    private TextRules() {}

    /** {@code text} in quotes, safe to log: escaped where it is not printable, and shortened when it is long. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("'");
        int end = 0;
        while (end < text.length() && end < QUOTED_LENGTH) {
            int c = text.codePointAt(end);
            end += Character.charCount(c);
            quoted.append(isPrintable(c) ? Character.toString(c) : escaped(c));
        }
        return quoted.append(end < text.length() ? "…'" : "'").toString();
    }

    /** Only what is seen as itself: a blank, or a mark that changes another character, could be mistaken in a message. */
    private static boolean isPrintable(int c) {
        if (c < 0x80) {
            return c >= ' ' && c != 0x7f;
        }
        return VisibleText.isVisible(c)
                && switch (Character.getType(c)) {
                    case Character.CONTROL, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> false;
                    default -> true;
                };
    }

    private static String escaped(int c) {
        StringBuilder units = new StringBuilder();
        for (char unit : Character.toChars(c)) {
            units.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
        }
        return units.toString();
    }
}
