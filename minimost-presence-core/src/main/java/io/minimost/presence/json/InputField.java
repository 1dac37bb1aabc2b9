package io.minimost.presence.json;

import java.util.function.Function;

/** The text that a client has sent in one place: a field of a message, a part of the path, a header. */
public final class InputField {
    private InputField() {}

    /**
     * Applies a rule of the store to {@code text}.
     *
     * @throws InvalidInputException that names {@code field} if the rule throws {@link IllegalArgumentException}
     */
    public static <T> T read(String field, String text, Function<String, T> rule) {
        try {
            return rule.apply(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(field, String.valueOf(e.getMessage()));
        }
    }
}
