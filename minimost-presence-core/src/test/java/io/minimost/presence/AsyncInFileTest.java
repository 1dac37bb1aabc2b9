package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.errors.PresenceStoreException.Closed;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.PresenceState;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AsyncInFileTest extends AsyncContract {
    AsyncInFileTest() {
        super(StoreFixture.inFile());
    }

    @Test
    void close_underLoad_completesEveryStage_andKeepsWhatItHasAcknowledged() throws Exception {
        PresenceStore store = fixture.store();
        Set<String> acknowledged = new ConcurrentSkipListSet<>();
        Queue<CompletableFuture<?>> stages = new ConcurrentLinkedQueue<>();
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            var running = IntStream.range(0, 4)
                    .mapToObj(caller -> callers.submit(() -> callUntilClosed(store, caller, acknowledged, stages)))
                    .toList();
            while (acknowledged.size() < 2000) {
                Thread.onSpinWait();
            }
            store.close();
            for (var caller : running) {
                caller.get(60, TimeUnit.SECONDS);
            }
        } finally {
            callers.shutdownNow();
        }

        CompletableFuture.allOf(stages.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
        PresenceStore again = fixture.reopen(builder -> builder);
        assertThat(again.presence().recentStates().keySet()).containsExactlyElementsOf(acknowledged);
    }

    private static void callUntilClosed(
            PresenceStore store, int caller, Set<String> acknowledged, Queue<CompletableFuture<?>> stages) {
        boolean isClosed = false;
        for (int i = 0; !isClosed; i++) {
            String user = "user-" + caller + "-" + i;
            CompletableFuture<?> stage = store.async(() -> store.presence().update(user, PresenceState.ACTIVE))
                    .toCompletableFuture();
            stages.add(stage.handle((done, failure) -> failure == null ? acknowledged.add(user) : isExpected(failure)));
            isClosed = stage.isCompletedExceptionally() && isClosed(stage);
        }
    }

    private static boolean isClosed(CompletableFuture<?> stage) {
        return stage.handle((done, failure) -> failure instanceof Closed).join();
    }

    /** The store is closed, or its queue is full. */
    private static boolean isExpected(Throwable failure) {
        assertThat(failure).isInstanceOf(io.minimost.presence.errors.PresenceStoreException.class);
        return false;
    }
}
