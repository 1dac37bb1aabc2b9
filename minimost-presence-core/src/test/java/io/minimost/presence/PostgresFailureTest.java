package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.presence.PresenceOverride;
import io.minimost.presence.reactions.ToggleResult;
import io.minimost.presence.testing.OwnPostgres;
import io.minimost.presence.testing.PlainConnection;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.MessageRef;
import io.minimost.presence.values.PresenceState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sessions that end, a server that crashes, and locks that others hold: no call fails with anything but a typed exception. */
class PostgresFailureTest {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final MessageRef MESSAGE = new MessageRef("general", StoreFixture.START);

    @RegisterExtension
    static final OwnPostgres SERVER = new OwnPostgres();

    private final String schema = "failures" + COUNT.incrementAndGet();
    private PresenceStore store;
    private PlainConnection plain;

    @BeforeEach
    void open() throws Exception {
        store = open(Duration.ofSeconds(8));
        plain = SERVER.plain(schema);
    }

    @AfterEach
    void close() {
        plain.close();
        store.close();
    }

    @Test
    void sessionsThatEndBetweenCalls_areReplaced() {
        List<Runnable> calls = List.of(
                () -> assertThat(store.receipts().markRead("general", "alice", List.of(MESSAGE.at())))
                        .isEqualTo(1),
                () -> assertThat(store.reactions().toggle(MESSAGE, "rocket", "alice"))
                        .isEqualTo(ToggleResult.ADDED),
                () -> store.presence().update("alice", PresenceState.ACTIVE),
                () -> store.typing().start("alice", "general"),
                () -> assertThat(store.typing().stop("alice", "general")).isTrue(),
                () -> assertThat(store.presence().recentStates()).containsKeys("alice", "bob"),
                () -> assertThat(store.calls().initiate("dm:alice:bob", "alice").call())
                        .isPresent(),
                () -> store.deleteMessage(MESSAGE),
                () -> store.deleteUser("alice"),
                () -> store.resetLiveState());
        for (Runnable call : calls) {
            store.presence().setOverride("bob", PresenceOverride.IDLE); // Both connections are open now, and idle.
            assertThat(store.presence().override("bob")).contains(PresenceOverride.IDLE);
            OwnPostgres.endSessions(plain);
            call.run();
        }
    }

    @Test
    void aSessionThatEndsWithinAWrite_isRepeatedOrReported() throws Exception {
        for (String table : List.of("mp_read_watermarks", "mp_fact_log")) {
            plain.sql("BEGIN");
            plain.sql("LOCK TABLE " + table + " IN EXCLUSIVE MODE");
            CompletableFuture<Throwable> write = async(() -> mark("alice" + table, 1));
            awaitLock();
            plain.sql("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE wait_event_type = 'Lock'");
            plain.sql("COMMIT");

            Throwable failure = write.get(30, TimeUnit.SECONDS);
            if (failure != null) {
                assertThat(failure)
                        .isInstanceOfAny(
                                PresenceStoreException.Busy.class, PresenceStoreException.OutcomeUnknown.class);
            }
            mark("alice" + table, 1);
            assertThat(store.receipts().receiptsOf("general", List.of(time(1))).get(time(1)))
                    .contains("alice" + table);
        }
        assertNoGaps();
    }

    @Test
    void aCrash_losesNoAcknowledgedFact() throws Exception {
        List<Integer> acknowledged = Collections.synchronizedList(new ArrayList<>());
        List<CompletableFuture<Throwable>> writers = IntStream.range(0, 4)
                .mapToObj(writer -> async(() -> {
                    for (int i = writer; true; i += 4) {
                        mark("alice", i);
                        acknowledged.add(i);
                    }
                }))
                .toList();
        await().until(() -> acknowledged.size() > 300);

        SERVER.crash();

        for (CompletableFuture<Throwable> writer : writers) {
            assertThat(writer.get(60, TimeUnit.SECONDS)).matches(PostgresFailureTest::isOfLostConnection);
        }
        // It may be the first to notice that the connection is lost, and then nobody knows what the server has done.
        assertThat(catchThrowable(() -> mark("bob", 1))).matches(PostgresFailureTest::isOfLostConnection);
        assertThat(catchThrowable(() -> mark("bob", 1))).isInstanceOf(PresenceStoreException.Busy.class);
        assertThat(catchThrowable(() -> store.typing().start("bob", "general")))
                .isInstanceOf(PresenceStoreException.Busy.class);
        assertThat(catchThrowable(() -> store.presence().recentStates()))
                .isInstanceOf(PresenceStoreException.Busy.class);
        assertThat(catchThrowable(() -> store.sweep())).matches(e -> e == null || isOfLostConnection(e));

        SERVER.restart();
        plain.close();
        plain = SERVER.plain(schema);
        // What is done about numbers that a crash may have taken is another test's.
        plain.sql("INSERT INTO mp_alive (id) VALUES (1) ON CONFLICT DO NOTHING");

        mark("bob", 1);
        store.typing().start("bob", "general");
        assertThat(store.typing().typingUsers("general")).containsExactly("bob");
        assertThat(plain.column("SELECT msg_ts FROM read_receipts WHERE reader = 'alice'"))
                .containsAll(acknowledged.stream()
                        .map(i -> String.valueOf(seconds(i)))
                        .toList());
        assertNoGaps();
    }

    @Test
    void aRowThatAnotherHolds_isWaitedForAsLongAsTheBusyTimeout() throws Exception {
        try (PresenceStore impatient = open(Duration.ofSeconds(1))) {
            impatient.presence().update("alice", PresenceState.ACTIVE);
            plain.sql("BEGIN");
            plain.sql("UPDATE presence SET state = 'idle'");
            long start = System.nanoTime();

            Throwable failure = catchThrowable(() -> impatient.presence().update("alice", PresenceState.IDLE));

            assertThat(failure).isInstanceOf(PresenceStoreException.Busy.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(900), Duration.ofSeconds(4));
            assertThat(impatient.presence().recentStates()).containsOnlyKeys("alice");
            assertThat(impatient.activity().busyRefusals()).isEqualTo(1);
            plain.sql("COMMIT");
            impatient.presence().update("alice", PresenceState.ACTIVE);
        }
    }

    @Test
    void aWriteThatWaitedTooLong_isTriedAgain() throws Exception {
        store.presence().update("alice", PresenceState.ACTIVE);
        plain.sql("BEGIN");
        plain.sql("UPDATE presence SET state = 'idle'");
        CompletableFuture<Throwable> write = async(() -> store.presence().update("alice", PresenceState.HIDDEN));
        awaitLock();
        String first = waitingSince();
        await().until(() -> !waitingSince().equals("none") && !waitingSince().equals(first));

        plain.sql("COMMIT");

        assertThat(write.get(30, TimeUnit.SECONDS)).isNull();
        assertThat(plain.text("SELECT state FROM presence")).isEqualTo("hidden");
        assertThat(store.activity().retries()).isPositive();
        assertThat(store.activity().busyRefusals()).isZero();
    }

    @Test
    void aDeadlock_isTriedAgain() throws Exception {
        store.typing().start("alice", "general");
        store.typing().start("alice", "random");
        plain.sql("SET deadlock_timeout = '1min'"); // So that it is the store that has to give way.
        plain.sql("BEGIN");
        plain.sql("UPDATE typing SET ts = ts WHERE channel = 'random'");
        CompletableFuture<Throwable> write = async(() -> store.typing().stopEverywhere("alice"));
        awaitLock();
        plain.sql("UPDATE typing SET ts = ts WHERE channel = 'general'");
        plain.sql("COMMIT");

        assertThat(write.get(30, TimeUnit.SECONDS)).isNull();
        assertThat(plain.column("SELECT channel FROM typing")).isEmpty();
    }

    private PresenceStore open(Duration busyTimeout) {
        return PresenceStore.builder()
                .postgres(SERVER.dataSource())
                .postgresSchema(schema)
                .busyTimeout(busyTimeout)
                .manualSweeps()
                .open();
    }

    private void mark(String reader, int message) {
        store.receipts().markRead("general", reader, List.of(time(message)));
    }

    private static Instant time(int message) {
        return StoreFixture.START.plusSeconds(message);
    }

    private static double seconds(int message) {
        return time(message).getEpochSecond();
    }

    /** Runs {@code work} on another thread; returns what it throws, or null. */
    private static CompletableFuture<Throwable> async(Runnable work) {
        return CompletableFuture.supplyAsync(() -> catchThrowable(work::run), task -> new Thread(task).start());
    }

    private static boolean isOfLostConnection(Throwable failure) {
        return failure instanceof PresenceStoreException.Busy
                || failure instanceof PresenceStoreException.OutcomeUnknown;
    }

    private void awaitLock() {
        await().until(() -> !waitingSince().equals("none"));
    }

    private String waitingSince() {
        plain.sql("SELECT pg_stat_clear_snapshot()"); // Within a transaction, all looks would see the same.
        return plain.text(
                "SELECT coalesce(max(query_start)::text, 'none') FROM pg_stat_activity WHERE wait_event_type = 'Lock'");
    }

    private void assertNoGaps() {
        List<String> numbers = plain.column("SELECT seq FROM mp_facts ORDER BY seq");
        assertThat(numbers)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, numbers.size())
                        .mapToObj(String::valueOf)
                        .toList());
        assertThat(plain.number("SELECT last_seq FROM mp_fact_log")).isEqualTo(numbers.size());
    }
}
