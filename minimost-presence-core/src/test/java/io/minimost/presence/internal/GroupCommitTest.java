package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.errors.PresenceStoreException.Busy;
import io.minimost.presence.values.StoreEvent;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens to the callers that wait while another one has its transaction open. */
@Timeout(30)
class GroupCommitTest {
    private static final String COMMITS = "SELECT coalesce(max(gen), 0) FROM event_signal";

    @TempDir
    private Path directory;

    private final CountDownLatch release = new CountDownLatch(1);
    private final List<Thread> callers = new ArrayList<>();
    private Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("presence.db");
    }

    @Test
    void write_sixteenQueued_oneCommitThatMovesTheCounterOnce() throws SQLException {
        try (Pairs pairs = Pairs.in(file);
                Outsider outsider = Outsider.on(file)) {
            CompletableFuture<?> holder = holdWriter(pairs);
            List<CompletableFuture<Boolean>> results = queued(16, i -> pairs.write(i, Durability.DURABLE));

            release.countDown();

            assertThat(holder).succeedsWithin(Duration.ofSeconds(20));
            assertThat(results).allSatisfy(result -> assertThat(result).succeedsWithin(Duration.ofSeconds(20)));
            assertThat(outsider.ids()).isEqualTo(ids(0, 16));
            assertThat(outsider.number(COMMITS)).isEqualTo(1);
        }
    }

    @Test
    void write_oneOfTheQueuedThrows_theOthersAreCommittedAndItsRowsAreGone() throws SQLException {
        try (Pairs pairs = Pairs.in(file);
                Outsider outsider = Outsider.on(file)) {
            CompletableFuture<?> holder = holdWriter(pairs);
            List<CompletableFuture<Boolean>> results = queued(8, i -> {
                if (i == 3) {
                    pairs.run(Durability.DURABLE, sql -> {
                        sql.insert(3, 1, "");
                        throw new IllegalArgumentException("the third is bad");
                    });
                } else {
                    pairs.write(i, Durability.DURABLE);
                }
            });

            release.countDown();

            assertThat(holder).succeedsWithin(Duration.ofSeconds(20));
            assertThat(results.remove(3))
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOf(IllegalArgumentException.class)
                    .withMessage("the third is bad");
            assertThat(results).allSatisfy(result -> assertThat(result).succeedsWithin(Duration.ofSeconds(20)));
            Set<Long> others = ids(0, 8);
            others.remove(3L);
            assertThat(outsider.ids()).isEqualTo(others);
            assertThat(outsider.halves()).isZero();
        }
    }

    @Test
    void write_oneOfTheQueuedViolatesAConstraint_theOthersAreCommitted() throws SQLException {
        try (Pairs pairs = Pairs.in(file);
                Outsider outsider = Outsider.on(file)) {
            CompletableFuture<?> holder = holdWriter(pairs);
            List<CompletableFuture<Boolean>> results =
                    queued(4, i -> pairs.write(i == 2 ? 1 : i, Durability.EPHEMERAL));

            release.countDown();

            assertThat(holder).succeedsWithin(Duration.ofSeconds(20));
            await().until(() -> results.stream().allMatch(CompletableFuture::isDone));
            assertThat(results.stream().filter(CompletableFuture::isCompletedExceptionally))
                    .hasSize(1);
            assertThat(outsider.ids()).containsExactly(0L, 1L, 3L);
        }
    }

    @Test
    void write_failedBatch_eventsOnceAndInTheOrderOfTheCommits() {
        try (Pairs pairs = Pairs.in(file)) {
            List<Object> events = new ArrayList<>();
            pairs.database().listen(NumberedEvent.class, events::add);
            CompletableFuture<?> holder = holdWriter(pairs);
            List<CompletableFuture<Boolean>> results = queued(
                    5,
                    i -> pairs.database().write(Durability.EPHEMERAL, transaction -> {
                        transaction.publish(new NumberedEvent(i));
                        if (i == 2) {
                            throw new IllegalArgumentException();
                        }
                        return true;
                    }));

            release.countDown();

            assertThat(holder).succeedsWithin(Duration.ofSeconds(20));
            await().until(() -> results.stream().allMatch(CompletableFuture::isDone));
            await().untilAsserted(() -> assertThat(events)
                    .containsExactly(
                            new NumberedEvent(0), new NumberedEvent(1), new NumberedEvent(3), new NumberedEvent(4)));
        }
    }

    @Test
    void write_ephemeralTogetherWithDurable_isDurableToo() {
        try (Pairs pairs = Pairs.in(file)) {
            AtomicReference<String> alone = new AtomicReference<>("");
            AtomicReference<String> together = new AtomicReference<>("");
            pairs.run(Durability.EPHEMERAL, sql -> alone.set(sql.synchronous()));
            CompletableFuture<?> holder = holdWriter(pairs);
            List<CompletableFuture<Boolean>> results = queued(2, i -> {
                if (i == 0) {
                    pairs.run(Durability.EPHEMERAL, sql -> together.set(sql.synchronous()));
                } else {
                    pairs.write(i, Durability.DURABLE);
                }
            });

            release.countDown();

            assertThat(holder).succeedsWithin(Duration.ofSeconds(20));
            assertThat(results).allSatisfy(result -> assertThat(result).succeedsWithin(Duration.ofSeconds(20)));
            assertThat(alone).hasValue("1");
            assertThat(together).hasValue("2");
            pairs.run(Durability.EPHEMERAL, sql -> assertThat(sql.synchronous()).isEqualTo("1"));
        }
    }

    @Test
    void write_deadlineOverWhileQueued_neverExecuted() throws SQLException {
        try (Pairs pairs = Pairs.in(file, Duration.ofMillis(100));
                Outsider outsider = Outsider.on(file)) {
            CompletableFuture<?> holder = holdWriter(pairs);

            assertThatThrownBy(() -> pairs.write(7)).isInstanceOf(Busy.class);
            release.countDown();
            assertThat(holder).succeedsWithin(Duration.ofSeconds(20));
            pairs.write(8);

            assertThat(outsider.ids()).containsExactly(8L);
        }
    }

    @Test
    void write_durableThatChangesNothing_leavesTheCounter() throws SQLException {
        try (Pairs pairs = Pairs.in(file);
                Outsider outsider = Outsider.on(file)) {
            pairs.run(Durability.DURABLE, sql -> sql.insert(1, 1, ""));
            pairs.run(Durability.DURABLE, sql -> assertThat(sql.ids()).hasSize(1));
            pairs.run(Durability.EPHEMERAL, sql -> sql.insert(1, 2, ""));

            assertThat(outsider.number(COMMITS)).isEqualTo(1);
        }
    }

    private CompletableFuture<?> holdWriter(Pairs pairs) {
        CountDownLatch held = new CountDownLatch(1);
        CompletableFuture<?> holder = CompletableFuture.runAsync(() -> pairs.run(Durability.EPHEMERAL, sql -> {
            held.countDown();
            await().until(() -> release.getCount() == 0);
        }));
        await().until(() -> held.getCount() == 0);
        return holder;
    }

    /** Starts the tasks one after the other, each when the one before it waits in the queue. */
    private List<CompletableFuture<Boolean>> queued(int count, Together.Task task) {
        List<CompletableFuture<Boolean>> results = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            CompletableFuture<Boolean> result = new CompletableFuture<>();
            results.add(result);
            Thread caller = new Thread(() -> {
                try {
                    task.run(number);
                    result.complete(true);
                } catch (Throwable failure) {
                    result.completeExceptionally(failure);
                }
            });
            callers.add(caller);
            caller.start();
            await().pollInterval(Duration.ofMillis(1)).until(() -> caller.getState() == Thread.State.TIMED_WAITING);
        }
        return results;
    }

    private static Set<Long> ids(long from, long to) {
        return LongStream.range(from, to).boxed().collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private record NumberedEvent(int number) implements StoreEvent {}
}
