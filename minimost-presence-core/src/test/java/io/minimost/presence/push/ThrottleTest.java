package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final Duration MIN = Duration.ofMillis(50);
    private static final Duration MIN_AFTER_FAILURE = Duration.ofSeconds(1);

    // Near the end of the range: nanoTime may be anything, and may overflow while we run.
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final Throttle throttle = new Throttle(nanos::get);

    @Test
    void workThatNeverRan_isNotThrottled() {
        assertThat(throttle.remainingNanos()).isNotPositive();
        assertThat(Throttle.ofWork().remainingNanos()).isNotPositive();
    }

    @Test
    void shortWork_isThrottledForTheMinimum_andThenNoMore() {
        throttle.run(() -> elapse(Duration.ofMillis(25)));
        assertThrottledFor(MIN);

        elapse(MIN.minusNanos(1));
        assertThrottledFor(Duration.ofNanos(1));
        elapse(Duration.ofNanos(1));
        assertThrottledFor(Duration.ZERO);
    }

    @Test
    void longWork_isThrottledForTwiceAsLong() {
        throttle.run(() -> elapse(Duration.ofMillis(26)));

        assertThrottledFor(Duration.ofMillis(52));
    }

    @Test
    void workThatFails_throwsItsException_andIsThrottledForLonger() {
        assertThatIllegalStateException()
                .isThrownBy(() -> throttle.run(ThrottleTest::fail))
                .withMessage("busy");

        assertThrottledFor(MIN_AFTER_FAILURE);
    }

    @Test
    void longWorkThatFails_isThrottledForTwiceAsLong() {
        assertThatIllegalStateException()
                .isThrownBy(() -> throttle.run(() -> {
                    elapse(Duration.ofSeconds(3));
                    fail();
                }));

        assertThrottledFor(Duration.ofSeconds(6));
    }

    @Test
    void workThatRunsAfterAFailure_isThrottledAsUsual() {
        assertThatIllegalStateException().isThrownBy(() -> throttle.run(ThrottleTest::fail));

        throttle.run(() -> {});

        assertThrottledFor(MIN);
    }

    private void assertThrottledFor(Duration time) {
        assertThat(Duration.ofNanos(throttle.remainingNanos())).isEqualTo(time);
    }

    private void elapse(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static void fail() {
        throw new IllegalStateException("busy");
    }
}
