package io.minimost.presence.relay;

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

    private final String wire;

    SignalType(String wire) {
        this.wire = wire;
    }

    /** The word for it in the database and in JSON. */
    public String wire() {
        return wire;
    }

    /** The type that {@code word} stands for; empty if there is none. The case of letters matters. */
    public static Optional<SignalType> ofWire(String word) {
        Objects.requireNonNull(word, "signal type");
        for (SignalType type : values()) {
            if (type.wire.equals(word)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
