package io.minimost.presence.presence;

import io.minimost.presence.values.Availability;
import io.minimost.presence.values.PresenceState;
import io.minimost.presence.values.Status;
import io.minimost.presence.values.StatusSource;
import java.util.Optional;

/** What a user shows to others instead of what their client reports. The values are MiniMost's. */
public enum PresenceOverride {
    /** Always active. */
    ACTIVE(PresenceState.ACTIVE),
    /** Always idle. */
    IDLE(PresenceState.IDLE),
    /** Always offline, though still listed. */
    OFFLINE(PresenceState.OFFLINE);

    private final PresenceState state;

    PresenceOverride(PresenceState state) {
        this.state = state;
    }

    /** What others see. */
    public PresenceState state() {
        return state;
    }

    /** The status that it is: one by hand, without an end. */
    Status status() {
        return Status.by(StatusSource.MANUAL).with(Availability.valueOf(name()));
    }

    /** The override as stored in the database and written in JSON: {@code active}, {@code idle}, {@code offline}. */
    public String value() {
        return state.value();
    }

    /** The override with the given {@link #value()}, in lower case. Empty if there is none. */
    public static Optional<PresenceOverride> fromValue(String value) {
        for (PresenceOverride override : values()) {
            if (override.value().equals(value)) {
                return Optional.of(override);
            }
        }
        return Optional.empty();
    }
}
