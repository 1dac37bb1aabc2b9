package io.minimost.presence.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
    // Near the end of the range: nanoTime may be anything, and may overflow while we run.
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final RateLimiter buckets = new RateLimiter(new Rate(2, 3), nanos::get);

    @Test
    void take_upToTheBurst_isFree() {
        assertThat(take(3)).containsOnly(0);
        assertThat(buckets.take("alice")).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void take_afterTheWait_isFreeOnce() {
        take(3);
        nanos.addAndGet(buckets.take("alice").toNanos());

        assertThat(buckets.take("alice")).isZero();
        assertThat(buckets.take("alice")).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void take_inVain_doesNotProlongTheWait() {
        take(3);
        nanos.addAndGet(Duration.ofMillis(300).toNanos());
        for (int i = 0; i < 100; i++) {
            assertThat(buckets.take("alice")).isEqualTo(Duration.ofMillis(200));
        }

        nanos.addAndGet(Duration.ofMillis(199).toNanos());
        assertThat(buckets.take("alice")).isEqualTo(Duration.ofMillis(1));
        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(buckets.take("alice")).isZero();
    }

    @Test
    void take_afterALongPause_isNoMoreThanTheBurst() {
        take(3);
        nanos.addAndGet(Duration.ofHours(1).toNanos());

        assertThat(take(3)).containsOnly(0);
        assertThat(buckets.take("alice")).isPositive();
    }

    @Test
    void take_ofOneUser_leavesOthersAlone() {
        take(4);

        assertThat(buckets.take("bob")).isZero();
    }

    @Test
    void take_ofTooManyUsers_forgetsWhoWasIdleLongest() {
        take(4);
        IntStream.range(0, 9_999).forEach(i -> buckets.take("user" + i));
        assertThat(buckets.take("alice")).isPositive();

        IntStream.range(0, 10_000).forEach(i -> buckets.take("other" + i));
        assertThat(buckets.take("alice")).isZero();
    }

    /** Otherwise the busiest user would get a full bucket whenever enough others send requests. */
    @Test
    void take_ofTooManyUsers_keepsWhoCameFirstButIsNotIdle() {
        take(4);
        for (int i = 0; i < 20_000; i++) {
            buckets.take("user" + i);
            assertThat(buckets.take("alice")).isPositive();
        }
    }

    @Test
    void take_byManyThreads_givesNoMoreThanTheBurst() throws InterruptedException {
        RateLimiter shared = new RateLimiter(new Rate(1, 1000), nanos::get);
        AtomicInteger taken = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(4);
        for (int thread = 0; thread < 4; thread++) {
            new Thread(() -> {
                        for (int i = 0; i < 1000; i++) {
                            taken.addAndGet(shared.take("alice").isZero() ? 1 : 0);
                        }
                        done.countDown();
                    })
                    .start();
        }
        done.await();

        assertThat(taken).hasValue(1000);
    }

    private long[] take(int times) {
        return IntStream.range(0, times)
                .mapToLong(i -> buckets.take("alice").toNanos())
                .toArray();
    }
}
