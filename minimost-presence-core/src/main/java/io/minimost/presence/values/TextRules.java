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
        int end = Math.min(text.length(), QUOTED_LENGTH);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean printable = c >= ' '
                    && c != 0x7f
                    && (c < 0x80 || (Character.isLetterOrDigit(c) && !VisibleText.isInvisible(c)));
            if (printable) {
                quoted.append(c);
            } else {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            }
        }
        return quoted.append(end < text.length() ? "…'" : "'").toString();
    }
}
