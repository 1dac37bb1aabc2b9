package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.host.HostEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A transport that throws what its interface does not declare, as one in Kotlin may: it ends, and no other connection notices. */
class FailingTransportTest {
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(18);
    private static final Duration LIFETIME = Duration.ofMinutes(7);

    private final AtomicLong nanos = new AtomicLong();
    private final PresenceStore store = PresenceStore.inMemory();
    private final EventHub hub = EventHub.builder(store).nanoTime(nanos::get).build();

    @AfterEach
    void close() {
        hub.close();
        store.close();
    }

    enum Failure {
        CHECKED {
            @Override
            void happen() {
                FailingTransportTest.<RuntimeException>hide(new ExecutionException(new IOException("gone")));
            }
        },
        ERROR {
            @Override
            void happen() {
                throw new NoClassDefFoundError("a class of the transport");
            }
        };

        abstract void happen();
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> void hide(Throwable failure) throws E {
        throw (E) failure;
    }

    private static final class FailingClient extends TestClient {
        private final Failure failure;
        private volatile boolean failing;

        FailingClient(Failure failure) {
            this.failure = failure;
        }

        void failFromNowOn() {
            failing = true;
        }

        @Override
        public void write(OutgoingEvent event, Runnable onDone) throws IOException {
            if (failing) {
                failure.happen();
            }
            super.write(event, onDone);
        }

        @Override
        public void end(EndReason reason) {
            super.end(reason);
            failure.happen();
        }
    }

    @ParameterizedTest
    @EnumSource
    void write_thatThrowsAnything_endsThatConnectionOnly(Failure failure) {
        List<TestClient> before = connectTen();
        FailingClient failing = new FailingClient(failure);
        hub.connect(ConnectRequest.of("mallory"), failing);
        List<TestClient> after = connectTen();
        failing.failFromNowOn();

        hub.publish(HostEvent.of("news", "1"));
        hub.publish(HostEvent.of("news", "2"));

        for (List<TestClient> others : List.of(before, after)) {
            await().untilAsserted(() -> assertThat(others)
                    .allSatisfy(other ->
                            assertThat(other.received()).endsWith("event: news\ndata: 1", "event: news\ndata: 2")));
        }
        await().untilAsserted(() -> assertThat(failing.ends()).containsExactly(EndReason.FAILED));
        assertThat(hub.openConnections()).isEqualTo(20);
    }

    @ParameterizedTest
    @EnumSource
    void keepAlive_thatThrowsAnything_isNotTheLast(Failure failure) {
        FailingClient failing = new FailingClient(failure);
        hub.connect(ConnectRequest.of("mallory"), failing);
        failing.failFromNowOn();
        nanos.addAndGet(KEEP_ALIVE.toNanos());
        await().untilAsserted(() -> assertThat(failing.ends()).containsExactly(EndReason.FAILED));

        TestClient alice = new TestClient();
        hub.connect(ConnectRequest.of("alice"), alice);
        nanos.addAndGet(LIFETIME.toNanos());

        await().untilAsserted(() -> assertThat(alice.ends()).containsExactly(EndReason.LIFETIME));
    }

    @Test
    void shutdown_endsAll_alsoIfEachEndThrows() {
        List<FailingClient> clients = IntStream.range(0, 3)
                .mapToObj(i -> new FailingClient(Failure.values()[i % 2]))
                .toList();
        clients.forEach(client -> hub.connect(ConnectRequest.of("alice"), client));

        hub.shutdown();

        assertThat(clients).allSatisfy(client -> assertThat(client.ends()).containsExactly(EndReason.SHUTDOWN));
    }

    private List<TestClient> connectTen() {
        List<TestClient> clients =
                IntStream.range(0, 10).mapToObj(i -> new TestClient()).toList();
        clients.forEach(client -> hub.connect(ConnectRequest.of("user" + clients.indexOf(client)), client));
        return clients;
    }
}
