package io.minimost.presence.internal;

/** What a commit guarantees if the power fails. (A killed process loses nothing in either case.) */
public enum Durability {
    /** Typing, presence, signals, media: the changes of the last seconds may be lost, but never part of a change. */
    EPHEMERAL("PRAGMA synchronous = NORMAL"),
    /**
     * Receipts, reactions, channels, members, calls, shares: on disk before the call returns. Such a commit also increments
     * MiniMost's change counter if it changed anything.
     */
    DURABLE("PRAGMA synchronous = FULL");

    private final String pragma;

    Durability(String pragma) {
        this.pragma = pragma;
    }

    String pragma() {
        return pragma;
    }
}
