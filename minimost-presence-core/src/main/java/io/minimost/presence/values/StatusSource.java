package io.minimost.presence.values;

import java.util.Locale;
import java.util.Optional;

/** Who says what a user's {@link Status} is. */
public enum StatusSource {
    /** The user, by hand. MiniMost's override is the same. */
    MANUAL,
    /** A calendar of the user, or another program that knows what they do. */
    CALENDAR,
    /** The calls: the user is in one. */
    CALL;

    private final String value = name().toLowerCase(Locale.ROOT);

    /** The word in the database and in JSON: {@code manual}, {@code calendar}, {@code call}. */
    public String value() {
        return value;
    }

    /** The source with the given {@link #value()}, in lower case. Empty if there is none. */
    public static Optional<StatusSource> fromValue(String value) {
        for (StatusSource source : values()) {
            if (source.value.equals(value)) {
                return Optional.of(source);
            }
        }
        return Optional.empty();
    }
}
