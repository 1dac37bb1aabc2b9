package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.errors.PresenceStoreException.Busy;
import io.minimost.presence.errors.PresenceStoreException.OutcomeUnknown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The queue alone: its runner only counts, and a test can hold it. */
@Timeout(30)
class GroupCommitQueueTest {
    private static final long LONG = TimeUnit.SECONDS.toNanos(20);

    private final List<Integer> batchSizes = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger unlocked = new AtomicInteger();
    private final List<Thread> callers = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @Test
    void submit_lockIsFree_runsOnTheThreadOfTheCaller() {
        List<Thread> threads = new ArrayList<>();
        GroupCommitQueue queue = queue(LONG, batch -> {
            threads.add(Thread.currentThread());
            batch.forEach(WriteOperation::succeed);
        });

        queue.submit(operation());

        assertThat(threads).containsExactly(Thread.currentThread());
        assertThat(batchSizes).containsExactly(1);
        assertThat(unlocked).hasValue(1);
    }

    @Test
    void submit_manyBehindAHeldWriter_oneBatchOfAtMost512() {
        GroupCommitQueue queue = queue(LONG, batch -> batch.forEach(WriteOperation::succeed));
        CompletableFuture<?> holder = hold(queue);

        CompletableFuture<?> all = submitAndWaitUntilParked(queue, GroupCommitQueue.MAX_BATCH + 40);
        release.countDown();

        assertThat(all).succeedsWithin(Duration.ofSeconds(20));
        assertThat(holder).succeedsWithin(Duration.ofSeconds(20));
        assertThat(batchSizes.get(0)).isEqualTo(GroupCommitQueue.MAX_BATCH);
        assertThat(batchSizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(GroupCommitQueue.MAX_BATCH + 40);
        assertThat(batchSizes).hasSizeLessThanOrEqualTo(3);
    }

    /** Their own thread cannot: it is held after another batch. */
    @Test
    void giveWay_doesTheWritesOfThoseWhoWait() {
        Thread sweeper = Thread.currentThread();
        GroupCommitQueue queue =
                new GroupCommitQueue("test", LONG, batch -> batch.forEach(WriteOperation::succeed), () -> {
                    if (Thread.currentThread() != sweeper) {
                        held.countDown();
                        awaitQuietly(release);
                    }
                });
        queue.submit(operation(), this, () -> {});
        awaitQuietly(held);
        WriteOperation<Boolean> waiting = operation();
        queue.submit(waiting, this, () -> {});

        queue.giveWay();

        assertThat(waiting.isDone()).isTrue();
        release.countDown();
        queue.close();
    }

    @Test
    void submit_noTurnBeforeTheDeadline_busyAndNeverExecuted() {
        AtomicInteger executed = new AtomicInteger();
        GroupCommitQueue queue = queue(TimeUnit.MILLISECONDS.toNanos(50), batch -> {
            executed.addAndGet(batch.size());
            batch.forEach(WriteOperation::succeed);
        });
        CompletableFuture<?> holder = hold(queue);

        assertThatThrownBy(() -> queue.submit(operation()))
                .isInstanceOfSatisfying(
                        Busy.class, busy -> assertThat(busy.isRetrySafe()).isTrue())
                .hasMessageContaining("50 ms");
        release.countDown();
        assertThat(holder).succeedsWithin(Duration.ofSeconds(20));
        queue.submit(operation());

        assertThat(executed).hasValue(1);
    }

    @Test
    void submit_runnerThrows_everyCallerOfTheBatchFails() {
        GroupCommitQueue queue = queue(LONG, batch -> {
            batch.get(0).succeed();
            throw new StackOverflowError();
        });
        CompletableFuture<?> holder = hold(queue);
        CompletableFuture<?> all = submitAndWaitUntilParked(queue, 3);
        release.countDown();

        assertThat(all)
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableThat()
                .havingRootCause()
                .isInstanceOf(StackOverflowError.class);
        assertThat(holder).succeedsWithin(Duration.ofSeconds(20));
        assertThatThrownBy(() -> {
                    queue.submit(operation()); // succeeds, as the first of its batch
                    GroupCommitQueue broken = queue(LONG, batch -> {
                        throw new StackOverflowError();
                    });
                    broken.submit(operation());
                })
                .isInstanceOf(OutcomeUnknown.class);
    }

    @Test
    void submit_runnerDoesNotCompleteAnOperation_itsCallerFails() {
        GroupCommitQueue queue = queue(LONG, batch -> {});

        assertThatThrownBy(() -> queue.submit(operation())).isInstanceOf(OutcomeUnknown.class);
    }

    @Test
    void submit_interruptedWhileWaiting_doneAndTheFlagSurvives() {
        GroupCommitQueue queue = queue(LONG, batch -> batch.forEach(WriteOperation::succeed));
        CompletableFuture<?> holder = hold(queue);
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            queue.submit(operation());
            flag.complete(Thread.currentThread().isInterrupted());
        });
        caller.start();
        await().until(() -> caller.getState() == Thread.State.TIMED_WAITING);

        caller.interrupt();
        await().until(() -> !caller.isInterrupted() || caller.getState() == Thread.State.TIMED_WAITING);
        assertThat(flag).isNotDone();
        release.countDown();

        assertThat(flag).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(true);
        assertThat(holder).succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    void submit_workThatThrows_thrownToItsCallerOnly() {
        IllegalArgumentException failure = new IllegalArgumentException("bad");
        GroupCommitQueue queue = queue(LONG, batch -> batch.forEach(operation -> operation.fail(failure)));

        assertThatThrownBy(() -> queue.submit(operation())).isSameAs(failure);
    }

    @Test
    @Timeout(120)
    void submit_randomHistoriesOfThreeThreads_linearizable() throws Exception {
        assertThat(ChildJvm.output(ChildJvm.start(GroupCommitQueueHistories.class)))
                .endsWith("linearizable");
    }

    @Test
    void everyMethod_fromInsideABatch_refused() {
        List<GroupCommitQueue> self = new ArrayList<>();
        List<Consumer<GroupCommitQueue>> calls = List.of(
                queue -> queue.submit(operation()),
                queue -> queue.exclusively(() -> true),
                queue -> queue.exclusivelyIfFree(() -> {}));
        AtomicInteger refused = new AtomicInteger();
        self.add(queue(LONG, batch -> {
            for (Consumer<GroupCommitQueue> call : calls) {
                assertThatIllegalStateException()
                        .isThrownBy(() -> call.accept(self.get(0)))
                        .withMessageContaining("inside one of its own transactions");
                refused.incrementAndGet();
            }
            batch.forEach(WriteOperation::succeed);
        }));

        self.get(0).submit(operation());

        assertThat(refused).hasValue(3);
    }

    private GroupCommitQueue queue(long maxWaitNanos, GroupCommitQueue.BatchRunner runner) {
        return new GroupCommitQueue(
                "store",
                maxWaitNanos,
                batch -> {
                    batchSizes.add(batch.size());
                    runner.run(batch);
                },
                unlocked::incrementAndGet);
    }

    /** Holds the write lock until {@link #release}. */
    private CompletableFuture<?> hold(GroupCommitQueue queue) {
        CompletableFuture<?> holder = CompletableFuture.runAsync(() -> queue.exclusively(() -> {
            held.countDown();
            return awaitQuietly(release);
        }));
        awaitQuietly(held);
        return holder;
    }

    private CompletableFuture<?> submitAndWaitUntilParked(GroupCommitQueue queue, int count) {
        List<CompletableFuture<?>> results = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            CompletableFuture<Boolean> result = new CompletableFuture<>();
            results.add(result);
            Thread caller = new Thread(null, () -> complete(result, queue), "caller", 256 << 10);
            callers.add(caller);
            caller.start();
        }
        await().until(() -> callers.stream().allMatch(caller -> caller.getState() == Thread.State.TIMED_WAITING));
        return CompletableFuture.allOf(results.toArray(CompletableFuture<?>[]::new));
    }

    private static void complete(CompletableFuture<Boolean> result, GroupCommitQueue queue) {
        try {
            queue.submit(operation());
            result.complete(true);
        } catch (Throwable failure) {
            result.completeExceptionally(failure);
        }
    }

    private static WriteOperation<Boolean> operation() {
        return new WriteOperation<>(Durability.EPHEMERAL, transaction -> true);
    }

    private static boolean awaitQuietly(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
