package io.minimost.presence.servlet.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Rejects the requests of a user that exceed a rate. Each user has a token bucket, which starts full and is refilled at that
 * rate, and each request takes a token.
 *
 * <p>Memory is bounded: with too many users, the bucket that was idle longest is dropped, as if it were full.
 * Thread-safe.
 */
public final class RateLimiter {
    private static final int MAX_USERS = 10_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private final double perNano;
    private final int burst;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MAX_USERS;
        }
    };

    /**
     * @param perSecond how many tokens a second, more than 0
     * @param burst how many a bucket holds
     * @param nanoTime like {@link System#nanoTime()}
     */
    public RateLimiter(double perSecond, int burst, LongSupplier nanoTime) {
        perNano = perSecond / NANOS_PER_SECOND;
        this.burst = burst;
        this.nanoTime = nanoTime;
    }

    /**
     * Counts a request.
     *
     * @throws HttpError (429) if {@code user} has exceeded the rate
     */
    public void check(String user) {
        Duration wait = take(user);
        if (!wait.isZero()) {
            long seconds = wait.plusSeconds(1).minusNanos(1).toSeconds();
            throw new HttpError(Response.error(429, "too many requests, try again in " + seconds + " s")
                    .with("Retry-After", Long.toString(seconds)));
        }
    }

    /** Takes a token from the bucket of {@code user}. Returns zero, or if there is none, the time until there is one. */
    Duration take(String user) {
        synchronized (buckets) {
            long now = nanoTime.getAsLong();
            Bucket before = buckets.getOrDefault(user, new Bucket(burst, now));
            double tokens = Math.min(burst, before.tokens() + (now - before.nanos()) * perNano);
            boolean taken = tokens >= 1;
            buckets.put(user, new Bucket(taken ? tokens - 1 : tokens, now));
            return taken ? Duration.ZERO : Duration.ofNanos((long) Math.ceil((1 - tokens) / perNano));
        }
    }

    private record Bucket(double tokens, long nanos) {}
}
