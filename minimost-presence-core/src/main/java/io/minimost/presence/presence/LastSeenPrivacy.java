package io.minimost.presence.presence;

import java.util.Optional;

/** Whether others see when a user was last seen. */
public enum LastSeenPrivacy {
    /** The time. */
    EXACT("exact"),
    /** Nothing. */
    NOBODY("nobody");

    private final String value;

    LastSeenPrivacy(String value) {
        this.value = value;
    }

    /** As stored in the database and written in JSON: {@code exact}, {@code nobody}. */
    public String value() {
        return value;
    }

    /** The one with the given {@link #value()}. Empty if there is none. */
    public static Optional<LastSeenPrivacy> fromValue(String value) {
        for (LastSeenPrivacy privacy : values()) {
            if (privacy.value.equals(value)) {
                return Optional.of(privacy);
            }
        }
        return Optional.empty();
    }
}
