package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.minimost.presence.servlet.http.HttpErrors;
import io.minimost.presence.servlet.http.RateLimiter;
import io.minimost.presence.servlet.http.Response;
import io.minimost.presence.servlet.limits.Rate;
import io.minimost.presence.servlet.limits.RateLimit;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitersTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Map<RateLimit, RateLimiter> limiters = Limits.defaults()
            .withRate(RateLimit.TYPING, new Rate(0.5, 1))
            .withRate(RateLimit.MEDIA, Rate.UNLIMITED)
            .rateLimiters(nanos::get);

    @Test
    void check_beyondTheLimit_hasTheWaitInWholeSeconds() {
        check(RateLimit.TYPING, "alice");

        assertWait(2, Duration.ZERO);
        assertWait(2, Duration.ofSeconds(1).minusNanos(1));
        assertWait(1, Duration.ofNanos(1));
        assertWait(1, Duration.ofSeconds(1).minusNanos(1));
        nanos.incrementAndGet();
        assertPasses(RateLimit.TYPING, "alice");
    }

    private void assertWait(int seconds, Duration elapsed) {
        nanos.addAndGet(elapsed.toNanos());
        Response response = HttpErrors.response(() -> check(RateLimit.TYPING, "alice"));

        assertThat(response.status()).isEqualTo(429);
        assertThat(response.headers()).containsEntry("Retry-After", Integer.toString(seconds));
        assertThat(HttpErrors.body(response))
                .isEqualTo("{\"error\":\"too many requests, try again in %d s\"}\n".formatted(seconds));
    }

    @Test
    void check_ofAnotherLimitOrUser_passes() {
        check(RateLimit.TYPING, "alice");
        HttpErrors.response(() -> check(RateLimit.TYPING, "alice"));

        assertPasses(RateLimit.PRESENCE, "alice");
        assertPasses(RateLimit.TYPING, "bob");
    }

    @Test
    void check_ofWhatIsNotLimited_passes() {
        for (int i = 0; i < 1000; i++) {
            assertPasses(RateLimit.MEDIA, "alice");
        }
    }

    private void assertPasses(RateLimit limit, String user) {
        assertThatCode(() -> check(limit, user)).doesNotThrowAnyException();
    }

    private void check(RateLimit limit, String user) {
        Optional.ofNullable(limiters.get(limit)).ifPresent(limiter -> limiter.check(user));
    }
}
