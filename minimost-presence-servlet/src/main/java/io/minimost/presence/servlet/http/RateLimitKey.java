package io.minimost.presence.servlet.http;

/** Names a rate limit that requests of a user count against. */
public interface RateLimitKey {
    /** Requests that are not limited. */
    RateLimitKey NONE = new RateLimitKey() {
        @Override
        public String toString() {
            return "NONE";
        }
    };
}
