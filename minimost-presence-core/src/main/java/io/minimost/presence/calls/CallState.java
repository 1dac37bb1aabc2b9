package io.minimost.presence.calls;

/** Where a call is in its life. The words are MiniMost's. */
public enum CallState {
    /** The caller waits, and nobody else has joined yet. */
    RINGING("ringing"),
    /** At least two people have joined. */
    ACTIVE("active"),
    /** Over. Final. */
    ENDED("ended"),
    /** Over, because nobody who was called joined. Final. */
    REJECTED("rejected");

    private final String value;

    CallState(String value) {
        this.value = value;
    }

    /** The state as it stands in the database and in JSON. */
    public String value() {
        return value;
    }

    /** Whether the call still goes on. */
    public boolean isLive() {
        return this == RINGING || this == ACTIVE;
    }

    /** The state that {@code value} stands for. A value of some later version is none that we could act on: over. */
    static CallState fromValue(String value) {
        for (CallState state : values()) {
            if (state.value.equals(value)) {
                return state;
            }
        }
        return ENDED;
    }
}
