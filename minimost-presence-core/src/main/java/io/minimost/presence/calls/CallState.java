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

    private final String word;

    CallState(String word) {
        this.word = word;
    }

    /** The state as it stands in the database and in JSON. */
    public String word() {
        return word;
    }

    /** Whether the call still goes on. */
    public boolean isLive() {
        return this == RINGING || this == ACTIVE;
    }

    /** The state that {@code word} stands for. A word of some later version is none that we could act on: over. */
    static CallState ofWord(String word) {
        for (CallState state : values()) {
            if (state.word.equals(word)) {
                return state;
            }
        }
        return ENDED;
    }
}
