package io.minimost.presence.presence;

import java.util.Optional;

/** Who sees what a user has read and received. */
public enum ReceiptPrivacy {
    /** Everybody who may use the channel. */
    ALL("all"),
    /** Only the user. */
    PRIVATE("private");

    private final String value;

    ReceiptPrivacy(String value) {
        this.value = value;
    }

    /** As stored in the database and written in JSON: {@code all}, {@code private}. */
    public String value() {
        return value;
    }

    /** The one with the given {@link #value()}. Empty if there is none. */
    public static Optional<ReceiptPrivacy> fromValue(String value) {
        for (ReceiptPrivacy privacy : values()) {
            if (privacy.value.equals(value)) {
                return Optional.of(privacy);
            }
        }
        return Optional.empty();
    }
}
