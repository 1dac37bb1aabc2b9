package io.minimost.presence.values;

import java.util.Locale;
import java.util.Optional;

/** What a user's client reports, and what others see. The values are MiniMost's. */
public enum PresenceState {
    /** The page is in the foreground and in use. */
    ACTIVE,
    /** The user has not typed or clicked for some minutes. */
    IDLE,
    /** The page is in the background. */
    HIDDEN,
    /** Signed out, or not seen since the live state was reset. */
    OFFLINE;

    private final String value = name().toLowerCase(Locale.ROOT);

    /** The state as stored in the database and written in JSON: {@code active}, {@code idle}, {@code hidden}, {@code offline}. */
    public String value() {
        return value;
    }

    /** The state with the given {@link #value()}, in lower case. Empty if there is none. */
    public static Optional<PresenceState> fromValue(String value) {
        for (PresenceState state : values()) {
            if (state.value.equals(value)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
