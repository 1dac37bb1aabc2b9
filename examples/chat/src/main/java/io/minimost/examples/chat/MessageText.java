package io.minimost.examples.chat;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** The rules for the text of a message. */
final class MessageText {
    static final int MAX_LENGTH = 4000;

    /** The size of the longest text as a form, with each byte percent-encoded, and a reserve. */
    static final int MAX_FORM_BYTES = MAX_LENGTH * 4 * "%FF".length() + 1024;

    private MessageText() {}

    /**
     * Returns {@code text} without surrounding blanks and with plain line ends.
     *
     * @throws HttpError if the text is not allowed
     */
    static String require(@Nullable String text) {
        String tidy = text == null ? "" : text.replace("\r\n", "\n").strip();
        if (tidy.isEmpty()) {
            throw new HttpError(HttpServletResponse.SC_BAD_REQUEST, "empty");
        }
        if (tidy.codePointCount(0, tidy.length()) > MAX_LENGTH) {
            throw tooLong();
        }
        if (tidy.codePoints().anyMatch(MessageText::isUnprintable)) {
            throw new HttpError(HttpServletResponse.SC_BAD_REQUEST, "text contains a control character");
        }
        return tidy;
    }

    static HttpError tooLong() {
        return new HttpError(
                HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
                "the text is too long: at most %d characters are allowed".formatted(MAX_LENGTH));
    }

    private static boolean isUnprintable(int c) {
        return c != '\n' && c != '\t' && (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }
}
