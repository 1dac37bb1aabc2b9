package io.minimost.presence.stats;

/** The kinds of calls to the database that a store counts. */
public enum CallKind {
    /** Reads, also those of the store's own sweeps. */
    READ,
    /** Writes that are on disk before they return: channels, members, reactions, changes of calls and screen shares. */
    DURABLE_WRITE,
    /** Writes whose last seconds a power failure may undo: signals, media, the store's own upkeep. */
    EPHEMERAL_WRITE,
    /**
     * The frequent writes, which PostgreSQL does for many callers in one statement: keystrokes, reports of presence, heartbeats of
     * calls, and reading.
     */
    MERGED_WRITE
}
