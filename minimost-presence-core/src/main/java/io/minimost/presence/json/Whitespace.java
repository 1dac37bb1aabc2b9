package io.minimost.presence.json;

/** Strips what Python's {@code strip} does. Unlike Java's {@code strip}, that includes no-break spaces. */
public final class Whitespace {
    private static final char NEXT_LINE = '\u0085';

    private Whitespace() {}

    public static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == NEXT_LINE;
    }
}
