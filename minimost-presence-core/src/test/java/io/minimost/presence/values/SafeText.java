package io.minimost.presence.values;

import java.nio.charset.StandardCharsets;

/** Whether a text is safe in a log: one line, printable, only valid characters. */
final class SafeText {
    private SafeText() {}

    static boolean isSafe(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text)
                && text.codePoints().noneMatch(SafeText::isUnsafe);
    }

    private static boolean isUnsafe(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
