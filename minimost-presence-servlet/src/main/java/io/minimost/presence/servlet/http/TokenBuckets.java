package io.minimost.presence.servlet.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * A token bucket for each user. It starts full and is refilled at a rate, and each request takes a token.
 *
 * <p>Memory is bounded: with too many users, the bucket that was idle longest is dropped, as if it were full.
 * Thread-safe.
 */
public final class TokenBuckets {
    private static final int MAX_USERS = 10_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private final double perSecond;
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
    public TokenBuckets(double perSecond, int burst, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanoTime = nanoTime;
    }

    /** Takes a token from the bucket of {@code user}. Returns zero, or if there is none, the time until there is one. */
    Duration take(String user) {
        synchronized (buckets) {
            long now = nanoTime.getAsLong();
            Bucket before = buckets.getOrDefault(user, new Bucket(burst, now));
            double tokens = Math.min(burst, before.tokens() + (now - before.nanos()) * perNano());
            boolean taken = tokens >= 1;
            buckets.put(user, new Bucket(taken ? tokens - 1 : tokens, now));
            return taken ? Duration.ZERO : Duration.ofNanos((long) Math.ceil((1 - tokens) / perNano()));
        }
    }

    private double perNano() {
        return perSecond / NANOS_PER_SECOND;
    }

    private record Bucket(double tokens, long nanos) {}
}
