package io.minimost.presence.calls;

/** The state of a call. The values are MiniMost's. */
public enum CallState {
    /** The caller waits, and no other user has joined yet. */
    RINGING("ringing"),
    /** At least two users have joined. */
    ACTIVE("active"),
    /** Over. Final. */
    ENDED("ended"),
    /** Over, because all users who were called declined or did not answer. Final. */
    REJECTED("rejected");

    private final String value;

    CallState(String value) {
        this.value = value;
    }

    /** The state in the database and in JSON. */
    public String value() {
        return value;
    }

    /** Whether the call is ringing or active. */
    public boolean isLive() {
        return this == RINGING || this == ACTIVE;
    }

    /** The state that {@code value} stands for; {@link #ENDED} for one that only a later version knows. */
    static CallState fromValue(String value) {
        for (CallState state : values()) {
            if (state.value.equals(value)) {
                return state;
            }
        }
        return ENDED;
    }
}
