package io.minimost.presence.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.minimost.presence.PresenceStore;
import io.minimost.presence.push.EventHub;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus reads. */
class PrometheusTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @TempDir
    private Path directory;

    @Test
    void scrape_hasTheMetersUnderTheNamesOfPrometheus() {
        try (PresenceStore store = PresenceStore.open(directory.resolve("presence.db"));
                EventHub hub = EventHub.builder(store).build()) {
            for (int i = 0; i < 7; i++) {
                store.typing().start("alice", "general");
            }
            PresenceMetrics.of(store).withHub(hub).bindTo(registry);

            List<String> lines = registry.scrape().lines().toList();

            assertThat(lines)
                    .contains("minimost_presence_store_calls_seconds_count{kind=\"merged_write\"} 7")
                    .contains(
                            "minimost_presence_store_calls_buckets_calls_total{kind=\"merged_write\",le=\"+Inf\"} 7.0")
                    .contains("minimost_presence_store_busy_calls_total 0.0")
                    .contains("minimost_presence_database_rows{table=\"typing\"} 1.0")
                    .contains("minimost_presence_push_ended_connections_total{reason=\"too_slow\"} 0.0")
                    .contains("minimost_presence_push_connections 0.0")
                    .contains("minimost_presence_listeners_lag_seconds 0.0")
                    .anyMatch(line -> line.startsWith("minimost_presence_database_wal_bytes "))
                    .anyMatch(line -> line.startsWith("minimost_presence_sweeps_age_seconds "))
                    .noneMatch(line -> line.contains("NaN"));
        }
    }
}
