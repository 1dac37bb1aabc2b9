package io.minimost.presence.values;

import java.util.Locale;
import java.util.Optional;

/** What a {@link Status} says about whether its user can be reached. */
public enum Availability {
    /** There, whatever the clients say. */
    ACTIVE(PresenceState.ACTIVE),
    /** Not there for the moment. */
    IDLE(PresenceState.IDLE),
    /** Appears offline. Chosen by hand, it hides calls and calendars, too. */
    OFFLINE(PresenceState.OFFLINE),
    /** There, but wants no notifications. */
    DO_NOT_DISTURB(PresenceState.ACTIVE),
    /** Takes part in a call. Only the calls themselves say that. */
    IN_CALL(PresenceState.ACTIVE);

    private final PresenceState state;
    private final String value = name().toLowerCase(Locale.ROOT);

    Availability(PresenceState state) {
        this.state = state;
    }

    /** The state that it is for those who know only states, such as a MiniMost. */
    public PresenceState state() {
        return state;
    }

    /** The word in the database and in JSON: the name in lower case, such as {@code do_not_disturb}. */
    public String value() {
        return value;
    }

    /**
     * The one with the given {@link #value()}, which a user may choose.
     *
     * @throws IllegalArgumentException if there is none, or it is {@link #IN_CALL}; the message contains the value
     */
    public static Availability require(String value) {
        return fromValue(value)
                .filter(found -> found != IN_CALL)
                .orElseThrow(() -> new IllegalArgumentException(
                        "state " + TextRules.quote(value) + " is not one of active, idle, offline, do_not_disturb"));
    }

    /** The one with the given {@link #value()}, in lower case. Empty if there is none. */
    public static Optional<Availability> fromValue(String value) {
        for (Availability each : values()) {
            if (each.value.equals(value)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
