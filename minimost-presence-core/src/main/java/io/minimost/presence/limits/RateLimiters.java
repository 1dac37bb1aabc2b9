package io.minimost.presence.limits;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * A {@link RateLimiter} for each {@link RateLimit}. The servlet filter has its own, from its settings; this is for other
 * transports:
 *
 * <pre>{@code
 * RateLimiters limiters = new RateLimiters(Map.of(RateLimit.TYPING, new Rate(2, 10)));
 * if (limiters.of(RateLimit.TYPING).take(user).isZero()) {
 *     store.typing().start(user, channel);
 * }
 * }</pre>
 *
 * <p>The buckets are in the memory of this object, so each node counts for itself. Thread-safe.
 */
public final class RateLimiters {
    private final Map<RateLimit, RateLimiter> limiters = new EnumMap<>(RateLimit.class);

    /** With these rates, and otherwise the {@linkplain RateLimit#defaultRate() default rates}. */
    public RateLimiters(Map<RateLimit, Rate> changed) {
        this(changed, System::nanoTime);
    }

    /**
     * The same with another source of time, for tests.
     *
     * @param nanoTime like {@link System#nanoTime()}
     */
    public RateLimiters(Map<RateLimit, Rate> changed, LongSupplier nanoTime) {
        Objects.requireNonNull(changed, "changed");
        for (RateLimit limit : RateLimit.values()) {
            limiters.put(limit, new RateLimiter(changed.getOrDefault(limit, limit.defaultRate()), nanoTime));
        }
    }

    /** The limiter of all requests that count together against {@code limit}; call its {@link RateLimiter#take}. */
    public RateLimiter of(RateLimit limit) {
        return Objects.requireNonNull(limiters.get(Objects.requireNonNull(limit, "limit")));
    }
}
