package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.events.PresenceEvent;
import io.minimost.presence.events.PresenceEvent.TypingStarted;
import io.minimost.presence.values.PresenceState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ListenerFaultsTest {
    private final PresenceStore store =
            PresenceStore.builder().inMemory().manualSweeps().open();
    private final List<String> typingUsers = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void listener_throws_neitherTheCallNorOtherListenersNotice() {
        store.events().on(TypingStarted.class, event -> {
            throw new IllegalStateException("a listener of the test fails, as it should");
        });
        store.events().on(TypingStarted.class, event -> {
            throw new AssertionError("a listener of the test fails, as it should");
        });
        store.events().on(TypingStarted.class, event -> typingUsers.add(event.user()));

        store.typing().start("alice", "general");
        store.typing().start("bob", "general");

        assertThat(typingUsers).containsExactly("alice", "bob");
        assertThat(store.typing().typingUsers("general", "carol")).containsExactly("alice", "bob");
    }

    @Test
    void listener_blocks_writesGoOnAndItsEventsFollowInOrder() {
        CountDownLatch release = new CountDownLatch(1);
        store.events().on(TypingStarted.class, event -> {
            await().until(() -> release.getCount() == 0);
            typingUsers.add(event.user());
        });
        CompletableFuture<Void> blocked =
                CompletableFuture.runAsync(() -> store.typing().start("alice", "general"));
        await().until(() -> !store.typing().typingUsers("general", "carol").isEmpty());

        store.typing().start("bob", "general");
        store.typing().start("carol", "general");

        assertThat(store.typing().typingUsers("general", "dave")).containsExactly("alice", "bob", "carol");
        assertThat(typingUsers).isEmpty();
        release.countDown();
        assertThat(blocked).succeedsWithin(Duration.ofSeconds(20));
        await().untilAsserted(() -> assertThat(typingUsers).containsExactly("alice", "bob", "carol"));
    }

    @Test
    void listener_writesAndReads_itsEventsFollowTheCurrentOne() {
        List<PresenceEvent> events = new CopyOnWriteArrayList<>();
        store.events().on(TypingStarted.class, event -> {
            store.presence().update(event.user(), PresenceState.ACTIVE);
            assertThat(store.presence().recentStates()).containsKey(event.user());
            typingUsers.add(event.user());
        });
        store.events().on(PresenceEvent.class, events::add);

        store.typing().start("alice", "general");

        assertThat(typingUsers).containsExactly("alice");
        assertThat(events)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("TypingStarted", "PresenceChanged");
    }

    @Test
    void listener_twoThreadsAndAWritingListener_everyEventOnceAndOneAtATime() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger overlaps = new AtomicInteger();
        store.events().on(PresenceEvent.class, event -> {
            if (inside.incrementAndGet() > 1) {
                overlaps.incrementAndGet();
            }
            if (event instanceof TypingStarted started) {
                typingUsers.add(started.user());
                boolean unused = store.typing().stop(started.user(), started.channel());
            }
            inside.decrementAndGet();
        });

        Together.run(8, thread -> {
            for (int i = 0; i < 100; i++) {
                store.typing().start("user-" + thread + "-" + i, "general");
            }
        });

        await().untilAsserted(() -> assertThat(typingUsers).hasSize(800));
        assertThat(typingUsers).doesNotHaveDuplicates();
        assertThat(overlaps).hasValue(0);
        for (int thread = 0; thread < 8; thread++) {
            String prefix = "user-" + thread + "-";
            assertThat(typingUsers.stream()
                            .filter(user -> user.startsWith(prefix))
                            .mapToInt(user -> Integer.parseInt(user.substring(prefix.length()))))
                    .as("in the order of the commits")
                    .isSorted();
        }
    }
}
