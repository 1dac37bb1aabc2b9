package io.minimost.presence.benchmarks;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.values.PresenceState;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Callers that do not wait, each with 64 calls that are not complete, beside callers that commit by hand, one by one under a lock:
 * without a durable commit, and with one.
 */
final class AsyncWrites {
    private static final int CALLERS = 16;
    private static final int OUTSTANDING = 64;
    private static final String NORMAL = "lock, upsert one by one";
    private static final String FULL = "lock, durable upsert one by one";

    private AsyncWrites() {}

    static List<ResultRow> measure(Fixture fixture) throws Exception {
        Dataset dataset = new Dataset(fixture.profile().rows());
        PresenceStore typing = fixture.store(dataset);
        PresenceStore presence = fixture.store(dataset);
        ConcurrentRun run = ConcurrentRun.measure(
                fixture.profile(),
                CALLERS,
                outstanding(typing, store -> typingStart(store, dataset)),
                outstanding(presence, store -> presenceUpdate(store, dataset)),
                RawWrites.locked(TypingUpsert.raw(fixture.raw(dataset), dataset)),
                RawWrites.locked(TypingUpsert.raw(durable(fixture.raw(dataset)), dataset)));
        return List.of(
                row("typing: start", NORMAL, run, 0, 2, 5),
                row("typing: start", FULL, run, 0, 3, 35),
                row("presence: update", NORMAL, run, 1, 2, 5),
                row("presence: update", FULL, run, 1, 3, 35));
    }

    static List<ResultRow> measureMarkRead(Fixture fixture) throws Exception {
        Dataset dataset = new Dataset(fixture.profile().rows());
        PresenceStore asynchronous = fixture.store(dataset);
        PresenceStore blocking = fixture.store(dataset);
        MovingClock messages = new MovingClock();
        ConcurrentRun run = ConcurrentRun.measure(
                fixture.profile(),
                1,
                outstanding(asynchronous, store -> {
                    Instant message = messages.instant();
                    return store.async(() -> store.receipts().markRead("general", "reader", List.of(message)));
                }),
                () -> blocking.receipts().markRead("general", "reader", List.of(messages.instant())));
        return List.of(ResultRow.throughput(
                "async, receipts: markRead of 1, 1 caller with 64 outstanding",
                "the blocking call",
                run,
                0,
                1,
                Optional.of(Target.atLeast(10))));
    }

    private static ResultRow row(String what, String against, ConcurrentRun run, int store, int other, double target) {
        return ResultRow.throughput(
                "async, %s, %d callers with %d outstanding each".formatted(what, CALLERS, OUTSTANDING),
                against,
                run,
                store,
                other,
                Optional.of(Target.atLeast(target)));
    }

    private static CompletionStage<?> typingStart(PresenceStore store, Dataset dataset) {
        int index = dataset.anyIndex();
        return store.async(() -> store.typing().start(dataset.user(index), dataset.channel(index)));
    }

    private static CompletionStage<?> presenceUpdate(PresenceStore store, Dataset dataset) {
        String user = dataset.user(dataset.anyIndex());
        return store.async(() -> store.presence().update(user, PresenceState.ACTIVE));
    }

    private static RawDatabase durable(RawDatabase database) throws SQLException {
        database.execute("PRAGMA synchronous = FULL");
        return database;
    }

    /** Makes one call; waits if this thread has too many that are not complete. */
    private static Operation outstanding(PresenceStore store, Function<PresenceStore, CompletionStage<?>> call) {
        ThreadLocal<Semaphore> free = ThreadLocal.withInitial(() -> new Semaphore(OUTSTANDING));
        return () -> {
            Semaphore own = free.get();
            own.acquire();
            var unused = call.apply(store).whenComplete((result, failure) -> own.release());
        };
    }
}
