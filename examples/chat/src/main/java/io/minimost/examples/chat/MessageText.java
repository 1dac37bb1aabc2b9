package io.minimost.examples.chat;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** The rules for what can be said. */
final class MessageText {
    static final int MAX_LENGTH = 4000;

    /** What the longest text takes as a form, with each byte of it percent-encoded, and some more. */
    static final int MAX_FORM_BYTES = MAX_LENGTH * 4 * "%FF".length() + 1024;

    private MessageText() {}

    /** Returns {@code text} without blanks around it and with plain line ends, or refuses it. */
    static String require(@Nullable String text) {
        String tidy = text == null ? "" : text.replace("\r\n", "\n").strip();
        if (tidy.isEmpty()) {
            throw new Refusal(HttpServletResponse.SC_BAD_REQUEST, "empty");
        }
        if (tidy.codePointCount(0, tidy.length()) > MAX_LENGTH) {
            throw tooLong();
        }
        if (tidy.codePoints().anyMatch(MessageText::isUnprintable)) {
            throw new Refusal(HttpServletResponse.SC_BAD_REQUEST, "text contains a control character");
        }
        return tidy;
    }

    static Refusal tooLong() {
        return new Refusal(
                HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
                "the text is too long: at most %d characters are allowed".formatted(MAX_LENGTH));
    }

    private static boolean isUnprintable(int c) {
        return c != '\n' && c != '\t' && (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }
}
