package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.minimost.presence.servlet.Limits.Rate;
import io.minimost.presence.servlet.http.RateLimitKey;
import io.minimost.presence.servlet.http.RateLimits;
import io.minimost.presence.servlet.http.Refused;
import io.minimost.presence.servlet.http.Reply;
import io.minimost.presence.servlet.routes.Budget;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    private final AtomicLong nanos = new AtomicLong();
    private final RateLimits rates = Limits.defaults()
            .withTyping(new Rate(0.5, 1))
            .withMedia(Rate.UNLIMITED)
            .rateLimits(nanos::get);

    @Test
    void check_ofTooMuch_saysInHowManyWholeSecondsToComeBack() {
        rates.check(Budget.TYPING, "alice");

        assertWait(2, Duration.ZERO);
        assertWait(2, Duration.ofSeconds(1).minusNanos(1));
        assertWait(1, Duration.ofNanos(1));
        assertWait(1, Duration.ofSeconds(1).minusNanos(1));
        nanos.incrementAndGet();
        assertPasses(Budget.TYPING, "alice");
    }

    private void assertWait(int seconds, Duration elapsed) {
        nanos.addAndGet(elapsed.toNanos());
        Reply reply = Refused.reply(() -> rates.check(Budget.TYPING, "alice"));

        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.headers()).containsEntry("Retry-After", Integer.toString(seconds));
        assertThat(Refused.body(reply))
                .isEqualTo("{\"error\":\"too many requests, try again in %d s\"}\n".formatted(seconds));
    }

    @Test
    void check_ofAnotherBudgetOrUser_isNotConcerned() {
        rates.check(Budget.TYPING, "alice");
        Refused.reply(() -> rates.check(Budget.TYPING, "alice"));

        assertPasses(Budget.PRESENCE, "alice");
        assertPasses(Budget.TYPING, "bob");
    }

    @Test
    void check_ofWhatIsNotLimited_passes() {
        for (int i = 0; i < 1000; i++) {
            assertPasses(RateLimitKey.NONE, "alice");
            assertPasses(Budget.MEDIA, "alice");
        }
    }

    private void assertPasses(RateLimitKey budget, String user) {
        assertThatCode(() -> rates.check(budget, user)).doesNotThrowAnyException();
    }
}
