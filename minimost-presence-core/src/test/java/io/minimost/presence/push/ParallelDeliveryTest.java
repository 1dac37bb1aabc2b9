package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelDeliveryTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 101, 5000})
    void work_isDoneOnceForEach_beforeItReturns(int count) {
        Set<EventConnection> connections = connections(count);
        Set<EventConnection> done = ConcurrentHashMap.newKeySet();
        AtomicInteger calls = new AtomicInteger();

        ParallelDelivery.forEach(connections, connection -> {
            done.add(connection);
            calls.incrementAndGet();
        });

        assertThat(done).isEqualTo(connections);
        assertThat(calls).hasValue(count);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5000})
    void failure_isThrownToTheCaller(int count) {
        assertThatIllegalStateException()
                .isThrownBy(() -> ParallelDelivery.forEach(connections(count), connection -> {
                    throw new IllegalStateException("full");
                }))
                .withMessageContaining("full");
    }

    /** Connections are removed from the set when their clients have gone. */
    @Test
    void connections_thatAreRemovedMeanwhile_doNoHarm() {
        Set<EventConnection> connections = connections(5000);

        ParallelDelivery.forEach(connections, connections::remove);

        assertThat(connections).isEmpty();
    }

    private static Set<EventConnection> connections(int count) {
        return Stream.generate(ParallelDeliveryTest::connection)
                .limit(count)
                .collect(Collectors.toCollection(ConcurrentHashMap::newKeySet));
    }

    private static EventConnection connection() {
        return new EventConnection(
                new Subscriber("alice", List.of(), false),
                new ConnectionTimers(System::nanoTime, ConnectionTimers.KEEP_ALIVE_AFTER),
                new NoOwner(),
                new TestClient(),
                new HubCounters());
    }
}
