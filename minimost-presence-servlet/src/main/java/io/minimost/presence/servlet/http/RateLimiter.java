package io.minimost.presence.servlet.http;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** Rejects the requests of a user that exceed a rate limit. Thread-safe. */
public final class RateLimiter {
    private final Map<RateLimitKey, TokenBuckets> buckets;

    /** @param buckets a key without buckets is not limited */
    public RateLimiter(Map<? extends RateLimitKey, TokenBuckets> buckets) {
        this.buckets = Map.copyOf(buckets);
    }

    /**
     * Counts a request.
     *
     * @throws HttpError (429) if {@code user} has exceeded the limit
     */
    public void check(RateLimitKey key, String user) {
        TokenBuckets limited = buckets.get(key);
        Duration wait = limited == null ? Duration.ZERO : limited.take(user);
        if (!wait.isZero()) {
            long seconds = wait.plusSeconds(1).minusNanos(1).toSeconds();
            throw new HttpError(
                    Response.error(429, String.format(Locale.ROOT, "too many requests, try again in %d s", seconds))
                            .with("Retry-After", Long.toString(seconds)));
        }
    }
}
