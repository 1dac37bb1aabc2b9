package io.minimost.presence.servlet;

/** What the requests of a user count against; see {@link Limits}. */
enum Budget implements RateLimitKey {
    TYPING,
    PRESENCE,
    RECEIPTS,
    REACTIONS,
    CHANNELS,
    CALLS,
    SIGNALS,
    MEDIA
}
