package io.minimost.presence.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minimost.presence.stats.LatencyStats.Bucket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyStatsTest {
    private static final Duration FAST = Duration.ofMillis(1);
    private static final Duration SLOW = Duration.ofMillis(10);

    private final LatencyStats latency = new LatencyStats(
            100,
            Duration.ofMillis(500),
            Duration.ofMillis(70),
            List.of(new Bucket(FAST, 90), new Bucket(SLOW, 9), new Bucket(LatencyStats.NO_BOUND, 1)));

    @Test
    void percentile_isTheBoundOfABucket() {
        assertThat(latency.percentile(0)).isEqualTo(FAST);
        assertThat(latency.percentile(0.9)).isEqualTo(FAST);
        assertThat(latency.percentile(0.91)).isEqualTo(SLOW);
        assertThat(latency.percentile(0.99)).isEqualTo(SLOW);
    }

    @Test
    void percentile_ofTheSlowest_isTheLongest() {
        assertThat(latency.percentile(1)).isEqualTo(Duration.ofMillis(70));
    }

    @Test
    void percentile_neverExceedsTheLongest() {
        LatencyStats one = new LatencyStats(1, SLOW, Duration.ofMillis(7), List.of(new Bucket(SLOW, 1)));

        assertThat(one.percentile(0.5)).isEqualTo(Duration.ofMillis(7));
    }

    @Test
    void mean_isOfAll() {
        assertThat(latency.mean()).isEqualTo(Duration.ofMillis(5));
    }

    @Test
    void nothing_tookNoTime() {
        LatencyStats nothing = new LatencyStats(0, Duration.ZERO, Duration.ZERO, List.of(new Bucket(FAST, 0)));

        assertThat(nothing.mean()).isZero();
        assertThat(nothing.percentile(0.99)).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void percentile_outOfRange_isRefusedAndNamed(double share) {
        assertThatThrownBy(() -> latency.percentile(share))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(String.valueOf(share));
    }
}
