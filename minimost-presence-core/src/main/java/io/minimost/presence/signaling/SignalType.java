package io.minimost.presence.signaling;

import java.util.Objects;
import java.util.Optional;

/** What a signal is about: the three steps by which two browsers connect. */
public enum SignalType {
    /** One end describes what it would like to send and receive. */
    OFFER("offer"),
    /** The other end agrees. */
    ANSWER("answer"),
    /** A way in which one end can be reached. */
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
