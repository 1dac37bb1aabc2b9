package io.minimost.presence.servlet.routes;

import io.minimost.presence.servlet.Limits;
import io.minimost.presence.servlet.http.RateLimitKey;

/** What the requests of a user count against; see {@link Limits}. */
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
