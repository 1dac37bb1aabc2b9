package io.minimost.presence.signaling;

import java.util.Objects;
import java.util.Optional;

/** The three kinds of signals by which two browsers connect. */
public enum SignalType {
    /** One browser describes what it wants to send and receive. */
    OFFER("offer"),
    /** The other browser accepts the offer. */
    ANSWER("answer"),
    /** An address at which a browser can perhaps be reached. */
    ICE_CANDIDATE("ice_candidate");

    private final String value;

    SignalType(String value) {
        this.value = value;
    }

    /** The value for it in the database and in JSON. */
    public String value() {
        return value;
    }

    /** The type that {@code value} stands for; empty if there is none. The case of letters matters. */
    public static Optional<SignalType> fromValue(String value) {
        Objects.requireNonNull(value, "signal type");
        for (SignalType type : values()) {
            if (type.value.equals(value)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
