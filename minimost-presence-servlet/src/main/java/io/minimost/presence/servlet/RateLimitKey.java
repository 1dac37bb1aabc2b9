package io.minimost.presence.servlet;

/** Names a limit that requests of a user count against. */
interface RateLimitKey {
    /** Requests that are not limited. */
    RateLimitKey NONE = new RateLimitKey() {
        @Override
        public String toString() {
            return "NONE";
        }
    };
}
