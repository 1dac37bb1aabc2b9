package io.minimost.presence.servlet.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.minimost.presence.limits.Rate;
import io.minimost.presence.limits.RateLimiter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RouteTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Route route = new Route("POST", "/x", request -> Response.NO_CONTENT)
            .limited(new RateLimiter(new Rate(0.5, 1), nanos::get));

    @Test
    void request_beyondTheRate_isRejectedWithTheWaitInWholeSeconds() {
        route.requireRate("alice");

        assertWait(2, Duration.ZERO);
        assertWait(2, Duration.ofSeconds(1).minusNanos(1));
        assertWait(1, Duration.ofNanos(1));
        assertWait(1, Duration.ofSeconds(1).minusNanos(1));
        nanos.incrementAndGet();
        assertThatCode(() -> route.requireRate("alice")).doesNotThrowAnyException();
    }

    private void assertWait(int seconds, Duration elapsed) {
        nanos.addAndGet(elapsed.toNanos());
        Response response = HttpErrors.response(() -> route.requireRate("alice"));

        assertThat(response.status()).isEqualTo(429);
        assertThat(response.headers()).containsEntry("Retry-After", Integer.toString(seconds));
        assertThat(HttpErrors.body(response))
                .isEqualTo("{\"error\":\"too many requests, try again in %d s\"}\n".formatted(seconds));
    }

    @Test
    void request_ofARouteWithoutALimit_passes() {
        Route unlimited = new Route("POST", "/x", request -> Response.NO_CONTENT);
        for (int i = 0; i < 1000; i++) {
            assertThatCode(() -> unlimited.requireRate("alice")).doesNotThrowAnyException();
        }
    }
}
