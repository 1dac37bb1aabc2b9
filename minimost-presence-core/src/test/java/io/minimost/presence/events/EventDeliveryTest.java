package io.minimost.presence.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.events.PresenceEvent.ExternalChange;
import io.minimost.presence.events.PresenceEvent.ReactionAdded;
import io.minimost.presence.events.PresenceEvent.TypingStarted;
import io.minimost.presence.events.PresenceEvent.TypingStopped;
import io.minimost.presence.testing.LogCapture;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.MessageRef;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which thread delivers events, how many wait, and what happens to them when the store is closed. */
@Timeout(120)
class EventDeliveryTest {
    private static final String DELIVERY_THREAD = "minimost-presence-delivery";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final PresenceStore store =
            PresenceStore.builder().inMemory().manualSweeps().open();
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void close() {
        release.countDown();
        store.close();
    }

    @Test
    void aCall_deliversItsOwnEventsOrNone() throws Exception {
        Map<String, String> committedBy = new ConcurrentHashMap<>();
        List<Long> order = new CopyOnWriteArrayList<>();
        List<String> foreign = new CopyOnWriteArrayList<>();
        store.events().onFacts(FactFilter.everything(), fact -> {
            order.add(fact.sequence());
            String thread = Thread.currentThread().getName();
            if (!thread.equals(DELIVERY_THREAD)
                    && !thread.equals(committedBy.get(fact.user().orElseThrow()))) {
                foreign.add(fact + " by " + thread);
            }
        });

        List<CompletableFuture<Void>> callers = new ArrayList<>();
        for (int caller = 0; caller < 8; caller++) {
            String user = "user" + caller;
            callers.add(CompletableFuture.runAsync(
                    () -> {
                        committedBy.put(user, Thread.currentThread().getName());
                        for (int i = 0; i < 300; i++) {
                            react(user, i);
                        }
                    },
                    task -> new Thread(task, "caller of " + user).start()));
        }
        for (CompletableFuture<Void> caller : callers) {
            caller.get(60, TimeUnit.SECONDS);
        }

        assertThat(store.events().awaitDelivered(PATIENCE)).isTrue();
        assertThat(order).isEqualTo(LongStream.rangeClosed(1, 8 * 300).boxed().toList());
        assertThat(foreign).isEmpty();
    }

    @Test
    void aCall_doesNotWaitForAListenerThatIsBusyWithAnother() throws Exception {
        List<String> users = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> blocked = blockOnFirstReaction(users);

        react("bob", 1);
        react("carol", 1);
        assertThat(users)
                .as("these calls have returned, and the listener is still busy")
                .isEmpty();
        assertThat(store.events().awaitDelivered(Duration.ofMillis(1))).isFalse();

        release.countDown();
        blocked.get(60, TimeUnit.SECONDS);
        assertThat(store.events().awaitDelivered(PATIENCE)).isTrue();
        assertThat(users).containsExactly("alice", "bob", "carol");
    }

    @Test
    void factsOfAnotherStore_areNotForACallToDeliver(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("presence.db");
        try (PresenceStore one =
                        PresenceStore.builder().file(file).manualSweeps().open();
                PresenceStore other =
                        PresenceStore.builder().file(file).manualSweeps().open()) {
            Map<String, String> deliveredBy = new ConcurrentHashMap<>();
            one.events()
                    .onFacts(
                            FactFilter.everything(),
                            fact -> deliveredBy.put(
                                    fact.user().orElseThrow(),
                                    Thread.currentThread().getName()));
            String me = Thread.currentThread().getName();
            react(one, "alice", 1);
            assertThat(deliveredBy).containsExactly(Map.entry("alice", me));

            react(other, "bob", 1);
            react(one, "carol", 1);

            assertThat(one.events().awaitDelivered(PATIENCE)).isTrue();
            assertThat(deliveredBy).containsEntry("bob", DELIVERY_THREAD).containsEntry("carol", DELIVERY_THREAD);
            // The delivery thread may need a moment until it has let go.
            AtomicInteger daves = new AtomicInteger();
            await().pollInSameThread().until(() -> {
                String dave = "dave" + daves.incrementAndGet();
                react(one, dave, 1);
                return one.events().awaitDelivered(PATIENCE) && me.equals(deliveredBy.get(dave));
            });
        }
    }

    @Test
    void whatTheTimerBringsAbout_isDeliveredByTheDeliveryThread() {
        AtomicReference<Instant> now = new AtomicReference<>(StoreFixture.START);
        List<String> threads = new CopyOnWriteArrayList<>();
        try (PresenceStore swept =
                PresenceStore.builder().inMemory().clock(now::get).open()) {
            swept.events()
                    .on(
                            TypingStopped.class,
                            event -> threads.add(Thread.currentThread().getName()));
            swept.typing().start("alice", "general");
            now.set(StoreFixture.START.plusSeconds(6));

            await().atMost(PATIENCE).until(() -> !threads.isEmpty());
            assertThat(threads).containsExactly(DELIVERY_THREAD);
        }
    }

    @Test
    void tooManyWaitingEvents_becomeOneReadAgain_andNoFactIsLost() throws Exception {
        List<String> users = new CopyOnWriteArrayList<>();
        List<Long> facts = new ArrayList<>();
        List<PresenceEvent> states = new ArrayList<>();
        store.events().onFacts(FactFilter.everything(), fact -> facts.add(fact.sequence()));
        store.events().on(PresenceEvent.class, states::add);
        CompletableFuture<Void> blocked = blockOnFirstReaction(users);

        // Each is an event and the entry of the log.
        int calls = 6_000;
        try (LogCapture log = new LogCapture()) {
            for (int i = 0; i < calls; i++) {
                react("bob" + i, 1);
            }
            assertThat(log.text()).contains("events wait for a slow listener and are dropped");
        }
        release.countDown();
        blocked.get(60, TimeUnit.SECONDS);

        assertThat(store.events().awaitDelivered(PATIENCE)).isTrue();
        assertThat(facts).isEqualTo(LongStream.rangeClosed(1, calls + 1).boxed().toList());
        assertThat(states).hasAtLeastOneElementOfType(ExternalChange.class).hasSizeBetween(2, 10_002);
        assertThat(users).startsWith("alice").endsWith("bob" + (calls - 1));
    }

    /** Otherwise a store whose host listens only to rare events would wake a thread for each keystroke. */
    @Test
    void eventsWithoutAListener_doNotWait() throws Exception {
        List<String> users = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> blocked = blockOnFirstReaction(users);
        store.typing().start("bob", "general");

        try (LogCapture log = new LogCapture()) {
            store.close();
            assertThat(log.text()).contains(":memory:: closed with 1 events undelivered");
        }

        release.countDown();
        blocked.get(60, TimeUnit.SECONDS);
    }

    @Test
    void awaitDelivered_byAListener_isRefused() {
        AtomicReference<Throwable> refusal = new AtomicReference<>();
        store.events().on(ReactionAdded.class, event -> {
            try {
                assertThatIllegalStateException()
                        .isThrownBy(() -> store.events().awaitDelivered(PATIENCE))
                        .withMessageContaining("a listener cannot wait");
                refusal.set(new Throwable("refused"));
            } catch (Throwable e) {
                refusal.set(e);
            }
        });

        react("alice", 1);

        assertThat(refusal.get()).hasMessage("refused");
    }

    @Test
    void close_waitsForEventsThatAreStillToBeDelivered() throws Exception {
        List<String> users = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> blocked = blockOnFirstReaction(users);
        react("bob", 1);
        Thread closing = new Thread(store::close);
        closing.start();
        await().atMost(PATIENCE).until(() -> closing.getState() == Thread.State.TIMED_WAITING);

        release.countDown();

        closing.join(PATIENCE.toMillis());
        assertThat(users).containsExactly("alice", "bob");
        blocked.get(60, TimeUnit.SECONDS);
    }

    @Test
    void close_doesNotWaitForEverAndSaysHowManyEventsWereDropped() throws Exception {
        List<String> users = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> blocked = blockOnFirstReaction(users);
        react("bob", 1);

        try (LogCapture log = new LogCapture()) {
            store.close();
            assertThat(log.text()).contains(":memory:: closed with 2 events undelivered; is a listener slow?");
        }

        release.countDown();
        blocked.get(60, TimeUnit.SECONDS);
        assertThat(users).containsExactly("alice");
    }

    @Test
    void close_byAListener_doesNotWaitForItself() {
        List<String> users = new ArrayList<>();
        store.events().on(TypingStarted.class, event -> {
            users.add(event.user());
            store.close();
        });

        try (LogCapture log = new LogCapture()) {
            store.typing().start("alice", "general");
            assertThat(log.text()).doesNotContain("undelivered");
        }

        assertThat(users).containsExactly("alice");
    }

    /** Returns when the listener, which runs on another thread, is busy with a reaction of alice. */
    private CompletableFuture<Void> blockOnFirstReaction(List<String> users) throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        store.events().on(ReactionAdded.class, event -> {
            busy.countDown();
            try {
                assertThat(release.await(100, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            users.add(event.user());
        });
        CompletableFuture<Void> call = CompletableFuture.runAsync(() -> react("alice", 1));
        assertThat(busy.await(60, TimeUnit.SECONDS)).isTrue();
        return call;
    }

    private void react(String user, int message) {
        react(store, user, message);
    }

    private static void react(PresenceStore store, String user, int message) {
        store.reactions().add(new MessageRef("general", Instant.ofEpochSecond(message)), "rocket", user);
    }
}
