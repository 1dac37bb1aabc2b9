package io.minimost.presence.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.events.PresenceEvent.PresenceChanged;
import io.minimost.presence.events.PresenceEvent.TypingStarted;
import io.minimost.presence.events.PresenceEvent.TypingStopped;
import io.minimost.presence.events.PresenceEvent.TypingStopped.Reason;
import io.minimost.presence.values.PresenceState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PresenceStoreExtension.class)
class RecordedEventsTest {
    private static final Instant START = PresenceStoreExtension.DEFAULT_START;
    private static final TypingStarted STARTED = new TypingStarted("general", "alice", START);
    private static final TypingStopped STOPPED = new TypingStopped("general", "alice", Reason.STOPPED, START);

    private final PresenceStore store;
    private final RecordedEvents events;

    RecordedEventsTest(PresenceStore store, RecordedEvents events) {
        this.store = store;
        this.events = events;
    }

    private void type() {
        store.typing().start("alice", "general");
        store.presence().update("alice", PresenceState.ACTIVE);
        store.typing().stop("alice", "general");
    }

    @Test
    void events_areRecordedInTheirOrder() {
        type();

        PresenceChanged changed =
                new PresenceChanged("alice", Optional.empty(), Optional.of(PresenceState.ACTIVE), START);
        assertThat(events).containsExactly(STARTED, changed, STOPPED);
        assertThat(events.all()).containsExactly(STARTED, changed, STOPPED);
        events.assertThat().ofType(TypingStarted.class).containsExactly(STARTED);
        assertThat(events.ofType(TypingStopped.class)).containsExactly(STOPPED);
        assertThat(events).filteredOn(event -> event instanceof TypingStopped).hasSize(1);
    }

    @Test
    void assertionThatFails_listsAllEvents() {
        type();

        assertThatThrownBy(() -> assertThat(events).ofType(TypingStarted.class).isEmpty())
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("TypingStarted among", "PresenceChanged[user=alice", "TypingStopped[");
        assertThatThrownBy(() -> assertThat(events)
                        .as("what alice does")
                        .ofType(TypingStarted.class)
                        .isEmpty())
                .hasMessageContaining("[what alice does]");
    }

    @Test
    void clear_forgets() {
        type();
        events.clear();
        assertThat(events).isEmpty();

        type();
        assertThat(events.take()).contains(STARTED);
        assertThat(events.all()).isEmpty();
    }

    @Test
    void eventsOfManyThreads_areAllThere_whenTheirCallsHaveReturned() throws Exception {
        int threads = 8;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<? extends Future<?>> running = IntStream.range(0, threads)
                    .mapToObj(thread -> pool.submit(() -> {
                        start.await();
                        for (int i = 0; i < 25; i++) {
                            store.typing().start("user" + thread, "channel" + i);
                        }
                        return true;
                    }))
                    .toList();
            start.countDown();
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(events).ofType(TypingStarted.class).hasSize(200);
    }

    @Test
    void await_returnsWhatComesLater() {
        CompletableFuture<Void> later = CompletableFuture.runAsync(this::type);

        assertThat(events.await(TypingStopped.class)).isEqualTo(STOPPED);
        assertThat(events.await(TypingStarted.class, event -> event.user().equals("alice")))
                .isEqualTo(STARTED);
        assertThat(events.await(1, TypingStarted.class)).containsExactly(STARTED);
        later.join();
    }

    @Test
    void await_givesUp_andListsWhatWasRecorded() {
        type();
        events.withPatience(Duration.ofMillis(50));

        assertThatThrownBy(() ->
                        events.await(TypingStarted.class, event -> event.user().equals("bob")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("no TypingStarted that passes within 0.05 s", STARTED.toString());
        assertThatThrownBy(() -> events.await(2, TypingStarted.class))
                .hasMessageContaining("fewer than 2 TypingStarted within");
    }

    @Test
    void eventsOfAnyStore_canBeRecorded() {
        try (PresenceStore other = PresenceStore.inMemory()) {
            RecordedEvents recorded = RecordedEvents.of(other);
            other.typing().start("bob", "general");
            assertThat(recorded).ofType(TypingStarted.class).hasSize(1);
            recorded.close();
            other.typing().start("carol", "general");

            assertThat(recorded).ofType(TypingStarted.class).hasSize(1);
        }
        assertThat(events).isEmpty();
    }
}
