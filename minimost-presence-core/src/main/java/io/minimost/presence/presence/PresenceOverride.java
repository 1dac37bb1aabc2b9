package io.minimost.presence.presence;

import io.minimost.presence.values.PresenceState;
import java.util.Optional;

/** What a user may want others to see, whatever his client reports. The words are MiniMost's. */
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

    /** The override as it stands in the database and in JSON: {@code active}, {@code idle}, {@code offline}. */
    public String value() {
        return state.value();
    }

    /** The override that {@code value} stands for; upper case is not accepted. Empty if there is none. */
    public static Optional<PresenceOverride> fromValue(String value) {
        for (PresenceOverride override : values()) {
            if (override.value().equals(value)) {
                return Optional.of(override);
            }
        }
        return Optional.empty();
    }
}
