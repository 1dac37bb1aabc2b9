package io.minimost.presence.values;

import java.nio.charset.StandardCharsets;

/** Whether a text may go into a log as it is: one line, printable, nothing that is no character. */
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
