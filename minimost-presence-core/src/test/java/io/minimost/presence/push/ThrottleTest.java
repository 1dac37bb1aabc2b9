package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Holds on any machine: throttling is compared with what the work took at least and at most, not with a fixed time. */
class ThrottleTest {
    private static final long MIN = Duration.ofMillis(50).toNanos();
    private static final long MIN_AFTER_FAILURE = Duration.ofSeconds(1).toNanos();

    private final Throttle throttle = new Throttle();

    @Test
    void workThatNeverRan_isNotThrottled() {
        assertThat(throttle.remainingNanos()).isNotPositive();
    }

    @Test
    void shortWork_isThrottledForTheMinimum_andThenNoMore() {
        assertThrottles(MIN, () -> {});

        await().until(() -> throttle.remainingNanos() <= 0);
    }

    @Test
    void longWork_isThrottledForTwiceAsLong() {
        assertThrottles(MIN, ThrottleTest::takeLong);
    }

    @Test
    void workThatFails_throwsItsException() {
        assertThatIllegalStateException()
                .isThrownBy(() -> throttle.run(ThrottleTest::fail))
                .withMessage("busy");
    }

    @Test
    void workThatFails_isThrottledForLonger() {
        assertThrottles(MIN_AFTER_FAILURE, ThrottleTest::fail);
    }

    @Test
    void workThatRunsAfterAFailure_isThrottledAsUsual() {
        assertThrottles(MIN_AFTER_FAILURE, ThrottleTest::fail);

        assertThrottles(MIN, () -> {});
    }

    private void assertThrottles(long least, Runnable work) {
        long[] inside = new long[2];
        long before = System.nanoTime();
        try {
            throttle.run(() -> {
                inside[0] = System.nanoTime() - before;
                try {
                    work.run();
                } finally {
                    inside[1] = System.nanoTime() - before;
                }
            });
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("busy");
        }
        long done = System.nanoTime() - before;
        long remaining = throttle.remainingNanos();
        long asked = System.nanoTime() - before;

        assertThat(asked + remaining).isGreaterThanOrEqualTo(inside[1] + Math.max(least, 2 * (inside[1] - inside[0])));
        assertThat(done + remaining).isLessThanOrEqualTo(done + Math.max(least, 2 * done));
    }

    private static void takeLong() {
        long start = System.nanoTime();
        await().until(() -> System.nanoTime() - start > MIN);
    }

    private static void fail() {
        throw new IllegalStateException("busy");
    }
}
