package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.stats.LatencyStats;
import io.minimost.presence.stats.LatencyStats.Bucket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatencyRecorderTest {
    private final LatencyRecorder recorder = new LatencyRecorder();

    @Test
    void times_areInTheBucketOfTheirBound() {
        recorder.record(0);
        recorder.record(10_000);
        recorder.record(10_001);
        recorder.record(Duration.ofSeconds(10).toNanos());
        recorder.record(Duration.ofSeconds(10).toNanos() + 1);

        LatencyStats latency = recorder.snapshot();

        assertThat(latency.buckets()).hasSize(20);
        assertThat(latency.buckets())
                .filteredOn(bucket -> bucket.count() > 0)
                .containsExactly(
                        new Bucket(Duration.ofNanos(10_000), 2),
                        new Bucket(Duration.ofNanos(25_000), 1),
                        new Bucket(Duration.ofSeconds(10), 1),
                        new Bucket(LatencyStats.NO_BOUND, 1));
        assertThat(latency.count()).isEqualTo(5);
        assertThat(latency.longest()).isEqualTo(Duration.ofNanos(10_000_000_001L));
        assertThat(latency.total()).isEqualTo(Duration.ofNanos(20_000_020_002L));
    }

    @Test
    void times_ofManyThreads_areAllCounted() throws Exception {
        Together.run(8, thread -> {
            for (int i = 0; i < 10_000; i++) {
                recorder.record(thread * 1_000_000L);
            }
        });

        LatencyStats latency = recorder.snapshot();

        assertThat(latency.count()).isEqualTo(80_000);
        assertThat(latency.longest()).isEqualTo(Duration.ofMillis(7));
        assertThat(latency.total()).isEqualTo(Duration.ofSeconds(280));
    }
}
