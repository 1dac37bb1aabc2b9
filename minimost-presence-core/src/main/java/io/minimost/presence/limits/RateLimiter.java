package io.minimost.presence.limits;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * Limits how often each user may do something. Each user has a token bucket, which starts full and is refilled at the rate,
 * and each request takes a token.
 *
 * <p>Memory is bounded: with more than 10,000 users, the bucket that was idle longest is dropped, as if it were full.
 * Thread-safe.
 */
public final class RateLimiter {
    private static final int MAX_USERS = 10_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Rate rate;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MAX_USERS;
        }
    };

    /** Limits each user to {@code rate}. */
    public RateLimiter(Rate rate) {
        this(rate, System::nanoTime);
    }

    /**
     * The same with another source of time, for tests.
     *
     * @param nanoTime like {@link System#nanoTime()}
     */
    public RateLimiter(Rate rate, LongSupplier nanoTime) {
        this.rate = Objects.requireNonNull(rate, "rate");
        this.nanoTime = Objects.requireNonNull(nanoTime, "nano time");
    }

    /**
     * Counts a request of {@code user}. Returns zero if it is within the rate. Otherwise reject it: it is not counted, and the
     * result is the time after which the next one will be within the rate.
     */
    public Duration take(String user) {
        Objects.requireNonNull(user, "user");
        if (rate.isUnlimited()) {
            return Duration.ZERO;
        }
        double perNano = rate.perSecond() / NANOS_PER_SECOND;
        synchronized (buckets) {
            long now = nanoTime.getAsLong();
            Bucket before = buckets.getOrDefault(user, new Bucket(rate.burst(), now));
            double tokens = Math.min(rate.burst(), before.tokens() + (now - before.nanos()) * perNano);
            boolean taken = tokens >= 1;
            buckets.put(user, new Bucket(taken ? tokens - 1 : tokens, now));
            return taken ? Duration.ZERO : Duration.ofNanos((long) Math.ceil((1 - tokens) / perNano));
        }
    }

    private record Bucket(double tokens, long nanos) {}
}
