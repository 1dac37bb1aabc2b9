package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.PresenceStore;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A host that closes the store, and the hub later or never. */
class StoreClosedFirstTest {
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("minimost-presence-events"))
                .collect(Collectors.toSet());
    }

    @Test
    void connectionsEnd_atDifferentTimes_andSoDoesTheThread() {
        Set<Thread> before = threads();
        PresenceStore store = PresenceStore.inMemory();
        EventHub hub = EventHub.builder(store).build();
        List<TestClient> clients =
                IntStream.range(0, 10).mapToObj(i -> new TestClient()).toList();
        clients.forEach(client -> hub.connect(ConnectRequest.of("alice"), client));
        Set<Thread> started = new HashSet<>(threads());
        started.removeAll(before);
        assertThat(started).isNotEmpty();

        store.close();

        await().untilAsserted(() -> assertThat(clients)
                .allSatisfy(client -> assertThat(client.ends()).containsExactly(EndReason.STORE_CLOSED)));
        assertThat(clients.stream().map(StoreClosedFirstTest::retry).distinct()).hasSizeGreaterThan(1);
        await().atMost(Duration.ofSeconds(20)).until(() -> started.stream().noneMatch(Thread::isAlive));
        hub.close();
    }

    private static String retry(TestClient client) {
        List<String> received = client.received();
        return received.get(received.size() - 1);
    }
}
