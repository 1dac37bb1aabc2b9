package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.host.HostEvent;
import io.minimost.presence.host.HostEventSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The host's own events on a connection that begins while they are published. */
class HostEventsOnceTest {
    private static final int CONNECTIONS = 300;
    private static final int BURST = 12;

    private final PresenceStore store = PresenceStore.inMemory();
    private final List<HostEvent> stored = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong nanos = new AtomicLong();
    private volatile Runnable whileItBegins = () -> {};
    private final EventHub hub = EventHub.builder(store)
            .hostEvents(this::storedSince)
            .nanoTime(nanos::get)
            .build();

    @AfterEach
    void close() {
        hub.shutdown();
        store.close();
    }

    private List<HostEvent> storedSince(HostEventSource.NewConnection connection) {
        int from = connection.cursor().map(Integer::parseInt).orElse(0);
        List<HostEvent> found;
        synchronized (stored) {
            found = List.copyOf(stored.subList(from, stored.size()));
        }
        whileItBegins.run();
        return found;
    }

    private static HostEvent event(int number) {
        return HostEvent.of("messages", Integer.toString(number)).withCursor(Integer.toString(number));
    }

    @Test
    void eventPublishedWhileAConnectionBegins_isSentOnce_ifItWasStored() {
        stored.add(event(1));
        whileItBegins = () -> hub.publish(event(1));

        TestClient client = connect();
        hub.publish(event(2));

        awaitNumbers(client, 1, 2);
    }

    @Test
    void eventPublishedWhileAConnectionBegins_isNotLost_ifItWasStoredTooLateToBeRead() {
        whileItBegins = () -> {
            stored.add(event(1));
            hub.publish(event(1));
        };

        awaitNumbers(connect(), 1);
    }

    /** The host has stored it, and publishes it a moment later. */
    @Test
    void initialEventPublishedAfterAConnectionBegan_isSentOnce() {
        stored.add(event(1));

        TestClient client = connect();
        hub.publish(event(1));
        hub.publish(event(2));

        awaitNumbers(client, 1, 2);
    }

    /** The initial events of a connection are not remembered forever. */
    @Test
    void eventPublishedAgainAfterAMinute_isSent() {
        stored.add(event(1));
        TestClient client = connect();

        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        hub.publish(event(1));

        awaitNumbers(client, 1, 1);
    }

    @Test
    void sameCursor_ofAnotherNameOrChannel_isAnotherEvent() {
        stored.add(event(1));
        TestClient client = connect();

        hub.publish(HostEvent.of("pins", "7").withCursor("1"));
        hub.publish(event(2));

        await().untilAsserted(() -> assertThat(client.received()).anyMatch(text -> text.contains("data: 2")));
        assertThat(client.received()).anyMatch(text -> text.startsWith("event: pins"));
    }

    @Test
    void connections_whileEventsArePublished_receiveEachExactlyOnceAndInOrder() throws Exception {
        ExecutorService writer = Executors.newSingleThreadExecutor();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                int known = stored.size();
                Future<?> burst = writer.submit(this::storeAndPublishSome);
                TestClient client = new TestClient();
                EventConnection connection =
                        hub.connect(ConnectRequest.of("alice").withCursor(Integer.toString(known)), client);
                burst.get();
                // Once it has arrived, nothing of the burst is still to come.
                int last = known + BURST + 1;
                storeAndPublish(last);
                await().pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> numbers(client).contains(last));
                assertThat(numbers(client))
                        .containsExactlyElementsOf(
                                IntStream.rangeClosed(known + 1, last).boxed().toList());
                connection.close();
            }
        } finally {
            writer.shutdownNow();
        }
    }

    private void storeAndPublishSome() {
        for (int i = 0; i < BURST; i++) {
            storeAndPublish(stored.size() + 1);
        }
    }

    private void storeAndPublish(int number) {
        stored.add(event(number));
        hub.publish(event(number));
    }

    private TestClient connect() {
        TestClient client = new TestClient();
        hub.connect(ConnectRequest.of("alice"), client);
        return client;
    }

    /** Waits until exactly these have arrived. */
    private static void awaitNumbers(TestClient client, Integer... numbers) {
        await().untilAsserted(() -> assertThat(numbers(client)).containsExactly(numbers));
    }

    private static List<Integer> numbers(TestClient client) {
        return client.received().stream()
                .filter(text -> text.startsWith("event: messages\n"))
                .map(text -> Integer.parseInt(text.split("\n", -1)[1].substring("data: ".length())))
                .toList();
    }
}
