package io.minimost.presence.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.events.PresenceEvent.TypingStarted;
import io.minimost.presence.events.Subscription;
import io.minimost.presence.stats.LatencyStats.Bucket;
import io.minimost.presence.stats.StoreActivity.Listeners;
import io.minimost.presence.stats.StoreActivity.Sweeps;
import io.minimost.presence.testing.Race;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.MessageRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a store counts about itself, whatever its database. */
abstract class StoreStatsContract {
    private static final MessageRef MESSAGE = new MessageRef("general", StoreFixture.START);

    @RegisterExtension
    final StoreFixture fixture;

    private final long otherNodes;

    StoreStatsContract(StoreFixture fixture, long otherNodes) {
        this.fixture = fixture;
        this.otherNodes = otherNodes;
    }

    @Test
    void calls_areCountedByKind() {
        PresenceStore store = fixture.store();
        StoreActivity before = store.activity();

        store.typing().start("alice", "general");
        store.typing().start("alice", "random");
        store.typing().typingUsers("general", "bob");
        store.ping();
        store.ping();
        store.reactions().toggle(MESSAGE, "rocket", "alice");
        store.typing().stop("alice", "general");

        assertThat(counts(before, store.activity()))
                .isEqualTo(Map.of(
                        CallKind.MERGED_WRITE, 2L,
                        CallKind.READ, 3L,
                        CallKind.DURABLE_WRITE, 1L,
                        CallKind.EPHEMERAL_WRITE, 1L));
    }

    @Test
    void refusedInput_isNoCall() {
        PresenceStore store = fixture.store();
        StoreActivity before = store.activity();

        assertThatThrownBy(() -> store.typing().start("", "general")).isInstanceOf(IllegalArgumentException.class);

        assertThat(counts(before, store.activity()).values()).containsOnly(0L);
    }

    @Test
    void latencies_addUp() {
        PresenceStore store = fixture.store();
        long before = latency(store, CallKind.MERGED_WRITE).count();
        for (int i = 0; i < 50; i++) {
            store.typing().start("alice", "general");
        }

        LatencyStats latency = latency(store, CallKind.MERGED_WRITE);

        assertThat(latency.count()).isEqualTo(before + 50);
        assertThat(latency.buckets().stream().mapToLong(Bucket::count).sum()).isEqualTo(latency.count());
        assertThat(latency.longest()).isPositive().isLessThanOrEqualTo(latency.total());
        assertThat(latency.mean()).isPositive().isLessThanOrEqualTo(latency.longest());
    }

    @Test
    void callersWhoWait_shareABatch() throws Exception {
        PresenceStore store = fixture.store();
        StoreActivity.Batches before = store.activity().batches();
        CountDownLatch committed = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        List<Thread> waiting = new ArrayList<>();
        // The one that commits first holds the lock until the others wait for it.
        try (Subscription hold = store.events().feed(new FirstCommit(committed, release))) {
            Thread leader = start(() -> store.typing().start("alice", "general"));
            committed.await();
            for (int i = 0; i < 5; i++) {
                String user = "user" + i;
                waiting.add(start(() -> store.typing().start(user, "general")));
            }
            await().until(() -> waiting.stream().allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING));
            release.countDown();
            leader.join();
            for (Thread thread : waiting) {
                thread.join();
            }
            assertThat(hold).isNotNull();
        }

        StoreActivity.Batches batches = store.activity().batches();
        assertThat(batches.count() - before.count()).isEqualTo(2);
        assertThat(batches.calls() - before.calls()).isEqualTo(6);
        assertThat(batches.largest()).isEqualTo(5);
    }

    @Test
    void slowListener_isSeen() throws Exception {
        PresenceStore store = fixture.store();
        CountDownLatch release = new CountDownLatch(1);
        try (Subscription slow = store.events().on(TypingStarted.class, event -> awaitUninterrupted(release))) {
            Thread caller = start(() -> store.typing().start("alice", "general"));
            await().until(() -> store.activity().listeners().waiting() == 1);
            store.typing().start("bob", "general");

            Listeners listeners = store.activity().listeners();

            release.countDown();
            caller.join();
            assertThat(slow).isNotNull();
            assertThat(listeners.waiting()).isEqualTo(2);
            assertThat(listeners.lag()).isPositive();
            assertThat(listeners.dropped()).isZero();
        }
        StoreFixture.awaitDelivered(store);
        assertThat(store.activity().listeners()).isEqualTo(new Listeners(0, Duration.ZERO, 0));
    }

    @Test
    void sweeps_areCounted_andWhatTheyEnd() {
        PresenceStore store = fixture.store();
        assertThat(store.activity().sweeps().sinceLast()).isEmpty();
        store.typing().start("alice", "general");
        store.typing().start("bob", "general");
        store.sweep();
        long before = store.activity().sweeps().ended();
        fixture.clock().stepSeconds(6);
        store.sweep();

        Sweeps sweeps = store.activity().sweeps();

        assertThat(sweeps.latency().count()).isEqualTo(2);
        assertThat(sweeps.latency().total()).isPositive();
        assertThat(sweeps.ended() - before).isEqualTo(2);
        assertThat(sweeps.failures()).isZero();
        assertThat(sweeps.sinceLast()).hasValueSatisfying(age -> assertThat(age).isGreaterThanOrEqualTo(Duration.ZERO));
    }

    @Test
    void database_hasSizesAndRows() {
        PresenceStore store = fixture.store();
        store.typing().start("alice", "general");
        store.typing().start("bob", "general");
        store.reactions().toggle(MESSAGE, "rocket", "alice");

        DatabaseStats database = store.stats().database();

        assertThat(database.bytes()).isPositive();
        assertThat(database.otherNodes()).isEqualTo(otherNodes);
        assertThat(database.rows())
                .containsEntry("typing", 2L)
                .containsEntry("message_reactions", 1L)
                .containsEntry("calls", 0L)
                .containsKey("mp_facts");
    }

    @Test
    void stats_duringConcurrentUse_neverThrows() throws Exception {
        PresenceStore store = fixture.store();
        StoreActivity before = store.activity();

        Race.run(
                30,
                () -> {
                    store.typing().start("alice", "general");
                    return store.activity();
                },
                () -> {
                    store.reactions().toggle(MESSAGE, "rocket", "bob");
                    store.typing().typingUsers("general", "bob");
                    return store.activity();
                },
                () -> store.stats().activity(),
                () -> {
                    store.sweep();
                    return store.activity();
                });

        StoreActivity after = store.activity();
        assertThat(counts(before, after))
                .containsEntry(CallKind.MERGED_WRITE, 60L)
                .containsEntry(CallKind.DURABLE_WRITE, 60L);
        assertThat(after.calls().values())
                .allSatisfy(calls -> assertThat(calls.failures()).isZero());
    }

    static LatencyStats latency(PresenceStore store, CallKind kind) {
        return calls(store.activity(), kind).latency();
    }

    static StoreActivity.Calls calls(StoreActivity activity, CallKind kind) {
        return activity.calls().entrySet().stream()
                .filter(entry -> entry.getKey() == kind)
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    private static Map<CallKind, Long> counts(StoreActivity before, StoreActivity after) {
        Map<CallKind, Long> counts = new EnumMap<>(CallKind.class);
        for (CallKind kind : CallKind.values()) {
            counts.put(
                    kind,
                    calls(after, kind).latency().count()
                            - calls(before, kind).latency().count());
        }
        return counts;
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work);
        thread.start();
        return thread;
    }

    static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
