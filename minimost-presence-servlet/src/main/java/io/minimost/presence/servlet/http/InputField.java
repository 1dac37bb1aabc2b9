package io.minimost.presence.servlet.http;

import java.util.function.Function;

/** The text that a client has sent in one place: a field of a body, a part of the path, a header. */
public final class InputField {
    private InputField() {}

    /**
     * Applies a rule of the store to {@code text}.
     *
     * @throws HttpError (400) that names {@code field} if the rule throws {@link IllegalArgumentException}
     */
    public static <T> T read(String field, String text, Function<String, T> rule) {
        try {
            return rule.apply(text);
        } catch (IllegalArgumentException e) {
            throw HttpError.badInput(field, String.valueOf(e.getMessage()));
        }
    }

    /** Returns {@code text}, or throws an {@link HttpError} with {@code missing} if it is empty. */
    public static String required(String text, Response missing) {
        if (text.isEmpty()) {
            throw new HttpError(missing);
        }
        return text;
    }
}
