package io.minimost.presence.servlet;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Refuses what a user does too often. Thread-safe. */
final class RateLimits {
    private final Map<Budget, TokenBuckets> buckets = new EnumMap<>(Budget.class);

    RateLimits(Limits limits, LongSupplier nanoTime) {
        limits.rates().forEach((budget, rate) -> buckets.put(budget, new TokenBuckets(rate, nanoTime)));
    }

    /** @throws Refusal (429) if {@code user} has used up his budget for now */
    void check(Budget budget, String user) {
        TokenBuckets limited = buckets.get(budget);
        Duration wait = limited == null ? Duration.ZERO : limited.take(user);
        if (!wait.isZero()) {
            long seconds = wait.plusSeconds(1).minusNanos(1).toSeconds();
            throw new Refusal(Reply.error(429, "too many requests, try again in %d s".formatted(seconds))
                    .with("Retry-After", Long.toString(seconds)));
        }
    }
}
