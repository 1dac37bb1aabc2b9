package io.minimost.presence.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.minimost.presence.PresenceStore;
import io.minimost.presence.push.ConnectRequest;
import io.minimost.presence.push.EndReason;
import io.minimost.presence.push.EventHub;
import io.minimost.presence.push.EventSink;
import io.minimost.presence.push.OutgoingEvent;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PresenceMetricsTest {
    private final PresenceStore store = PresenceStore.inMemory();
    private final EventHub hub = EventHub.builder(store).build();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @AfterEach
    void close() {
        hub.close();
        store.close();
    }

    @Test
    void calls_areATimerForEachKind() {
        store.typing().start("alice", "general");
        store.typing().start("bob", "general");

        PresenceMetrics.of(store).bindTo(registry);

        FunctionTimer typing = registry.get("minimost.presence.store.calls")
                .tag("kind", "merged_write")
                .functionTimer();
        assertThat(typing.count()).isEqualTo(2);
        assertThat(typing.totalTime(TimeUnit.NANOSECONDS)).isPositive();
        assertThat(registry.get("minimost.presence.store.calls.longest")
                        .tag("kind", "merged_write")
                        .timeGauge()
                        .value(TimeUnit.NANOSECONDS))
                .isPositive()
                .isLessThanOrEqualTo(typing.totalTime(TimeUnit.NANOSECONDS));
    }

    @Test
    void buckets_countUpToTheirBound() {
        store.typing().start("alice", "general");

        PresenceMetrics.of(store).bindTo(registry);

        assertThat(bucket("+Inf")).isEqualTo(1);
        assertThat(bucket("0.00001")).isLessThanOrEqualTo(bucket("10"));
        assertThat(registry.get("minimost.presence.store.calls.buckets")
                        .tag("kind", "merged_write")
                        .functionCounters())
                .hasSize(20);
    }

    @Test
    void database_hasSizesAndRows() {
        store.typing().start("alice", "general");

        PresenceMetrics.of(store).bindTo(registry);

        assertThat(gauge("minimost.presence.database.size")).isPositive();
        assertThat(gauge("minimost.presence.database.other.nodes")).isZero();
        assertThat(registry.get("minimost.presence.database.rows")
                        .tag("table", "typing")
                        .gauge()
                        .value())
                .isEqualTo(1);
        // A store in memory has no log.
        assertThat(registry.find("minimost.presence.database.wal").meter()).isNull();
        assertThat(registry.find("minimost.presence.database.free").meter()).isNotNull();
    }

    @Test
    void hub_hasConnectionsAndReasons() {
        hub.connect(ConnectRequest.of("alice"), new Reader()).close();
        hub.connect(ConnectRequest.of("bob"), new Reader());

        PresenceMetrics.of(store).withHub(hub).bindTo(registry);

        assertThat(gauge("minimost.presence.push.connections")).isEqualTo(1);
        FunctionCounter closed = registry.get("minimost.presence.push.ended")
                .tag("reason", "closed")
                .functionCounter();
        assertThat(closed.count()).isEqualTo(1);
    }

    @Test
    void withoutHub_thereAreNoMetersOfPush() {
        PresenceMetrics.of(store).bindTo(registry);

        assertThat(names()).noneMatch(name -> name.startsWith("minimost.presence.push"));
        assertThat(names()).allMatch(name -> name.startsWith("minimost.presence."));
    }

    @Test
    void tags_areOnAllMeters_soThatTwoStoresShareARegistry() {
        try (PresenceStore other = PresenceStore.inMemory()) {
            other.typing().start("alice", "general");

            PresenceMetrics.of(store).withTags(Tags.of("tenant", "one")).bindTo(registry);
            PresenceMetrics.of(other).withTags(Tags.of("tenant", "two")).bindTo(registry);

            assertThat(registry.getMeters())
                    .extracting(Meter::getId)
                    .allSatisfy(id -> assertThat(id.getTag("tenant")).isNotNull());
            assertThat(registry.get("minimost.presence.store.calls")
                            .tags("tenant", "one", "kind", "merged_write")
                            .functionTimer()
                            .count())
                    .isZero();
            assertThat(registry.get("minimost.presence.store.calls")
                            .tags("tenant", "two", "kind", "merged_write")
                            .functionTimer()
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void closedStore_keepsItsLastValues() {
        store.typing().start("alice", "general");
        PresenceMetrics.of(store).withHub(hub).bindTo(registry);

        store.close();

        assertThat(gauge("minimost.presence.database.size")).isPositive();
        assertThat(registry.getMeters())
                .allSatisfy(meter -> assertThat(meter.measure())
                        .allSatisfy(measurement ->
                                assertThat(measurement.getValue()).isNotNaN()));
    }

    @Test
    void meters_haveADescription() {
        PresenceMetrics.of(store).withHub(hub).bindTo(registry);

        assertThat(registry.getMeters()).extracting(Meter::getId).allSatisfy(id -> {
            assertThat(id.getDescription()).isNotBlank();
            assertThat(id.getBaseUnit()).isNotBlank();
        });
    }

    private double bucket(String bound) {
        return registry.get("minimost.presence.store.calls.buckets")
                .tags("kind", "merged_write", "le", bound)
                .functionCounter()
                .count();
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    private Set<String> names() {
        return registry.getMeters().stream()
                .map(meter -> meter.getId().getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A client that reads everything. */
    private static final class Reader implements EventSink {
        @Override
        public void write(OutgoingEvent event, Runnable onDone) {
            onDone.run();
        }

        @Override
        public void end(EndReason reason) {}
    }
}
