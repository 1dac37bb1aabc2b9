package io.minimost.presence.servlet.http;

import java.time.Duration;
import java.util.Map;

/** Refuses what a user does too often. Thread-safe. */
public final class RateLimiter {
    private final Map<RateLimitKey, TokenBuckets> buckets;

    /** What has no buckets is not limited. */
    public RateLimiter(Map<? extends RateLimitKey, TokenBuckets> buckets) {
        this.buckets = Map.copyOf(buckets);
    }

    /**
     * Counts a request.
     *
     * @throws HttpError (429) if {@code user} has used up what they may do for now
     */
    public void check(RateLimitKey key, String user) {
        TokenBuckets limited = buckets.get(key);
        Duration wait = limited == null ? Duration.ZERO : limited.take(user);
        if (!wait.isZero()) {
            long seconds = wait.plusSeconds(1).minusNanos(1).toSeconds();
            throw new HttpError(Response.error(429, "too many requests, try again in %d s".formatted(seconds))
                    .with("Retry-After", Long.toString(seconds)));
        }
    }
}
