package io.minimost.presence.presence;

import java.util.Locale;
import java.util.Optional;

/** What a session runs on. */
public enum SessionKind {
    /** A browser. */
    WEB,
    /** An app on a phone or tablet. */
    MOBILE,
    /** A program that acts for the user. */
    BOT;

    private final String value = name().toLowerCase(Locale.ROOT);

    /** The kind as stored in the database and written in JSON: {@code web}, {@code mobile}, {@code bot}. */
    public String value() {
        return value;
    }

    /** The kind with the given {@link #value()}, in lower case. Empty if there is none. */
    public static Optional<SessionKind> fromValue(String value) {
        for (SessionKind kind : values()) {
            if (kind.value.equals(value)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
