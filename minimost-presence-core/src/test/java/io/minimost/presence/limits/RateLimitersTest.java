package io.minimost.presence.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RateLimitersTest {
    private final AtomicLong nanos = new AtomicLong();
    private final RateLimiters limiters =
            new RateLimiters(Map.of(RateLimit.TYPING, new Rate(0.5, 1), RateLimit.MEDIA, Rate.UNLIMITED), nanos::get);

    @Test
    void take_beyondTheLimit_isTheWait() {
        assertThat(take(RateLimit.TYPING, "alice")).isZero();

        assertThat(take(RateLimit.TYPING, "alice")).isEqualTo(Duration.ofSeconds(2));
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(take(RateLimit.TYPING, "alice")).isZero();
    }

    @Test
    void take_ofAnotherLimitOrUser_isFree() {
        take(RateLimit.TYPING, "alice");
        take(RateLimit.TYPING, "alice");

        assertThat(take(RateLimit.PRESENCE, "alice")).isZero();
        assertThat(take(RateLimit.TYPING, "bob")).isZero();
    }

    @Test
    void take_ofWhatIsNotLimited_isFree() {
        for (int i = 0; i < 1000; i++) {
            assertThat(take(RateLimit.MEDIA, "alice")).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"TYPING", "MEDIA"})
    void take_ofALimitThatWasNotChanged_hasItsDefaultRate(RateLimit limit) {
        for (int i = 0; i < limit.defaultRate().burst(); i++) {
            assertThat(take(limit, "alice")).isZero();
        }
        assertThat(take(limit, "alice")).isPositive();
    }

    /** Else all who are not signed in would share a bucket, or have no limit. */
    @Test
    @SuppressWarnings("NullAway")
    void take_ofNobody_isAnError() {
        ConcurrencyLimiter slots = new ConcurrencyLimiter(1, 1);

        assertThatNullPointerException()
                .isThrownBy(() -> take(RateLimit.TYPING, null))
                .withMessage("user");
        assertThatNullPointerException()
                .isThrownBy(() -> take(RateLimit.MEDIA, null))
                .withMessage("user");
        assertThatNullPointerException().isThrownBy(() -> slots.take(null)).withMessage("user");
    }

    private Duration take(RateLimit limit, String user) {
        return limiters.of(limit).take(user);
    }
}
