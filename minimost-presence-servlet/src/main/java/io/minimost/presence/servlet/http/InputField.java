package io.minimost.presence.servlet.http;

import java.util.function.Function;

/** What a client has sent in one place: a field of a body, a part of the path, a header. */
public final class InputField {
    private InputField() {}

    /**
     * What {@code text} means by a rule of the store.
     *
     * @throws HttpError (400), naming {@code field}, if it breaks the rule
     */
    public static <T> T read(String field, String text, Function<String, T> rule) {
        try {
            return rule.apply(text);
        } catch (IllegalArgumentException e) {
            throw new HttpError(Response.badInput(field, String.valueOf(e.getMessage())));
        }
    }
}
