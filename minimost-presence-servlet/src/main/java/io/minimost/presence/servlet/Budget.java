package io.minimost.presence.servlet;

/** What the requests of a user count against; see {@link Limits}. */
enum Budget {
    /** Nothing: such requests are not limited. */
    NONE,
    TYPING,
    PRESENCE,
    RECEIPTS,
    REACTIONS,
    CHANNELS,
    CALLS,
    SIGNALS,
    MEDIA
}
