package io.minimost.presence.servlet.routes;

import io.minimost.presence.servlet.http.RateLimitKey;

/** The rate limits that the requests of a user count against. */
public enum RateLimit implements RateLimitKey {
    TYPING,
    PRESENCE,
    RECEIPTS,
    REACTIONS,
    CHANNELS,
    CALLS,
    SIGNALS,
    MEDIA
}
