package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minimost.presence.errors.PresenceStoreException.Closed;
import io.minimost.presence.errors.PresenceStoreException.QueueFull;
import io.minimost.presence.events.PresenceEvent;
import io.minimost.presence.events.PresenceEvent.TypingStarted;
import io.minimost.presence.events.PresenceEvent.TypingStopped;
import io.minimost.presence.reactions.ToggleResult;
import io.minimost.presence.receipts.MessageLookup;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.MessageId;
import io.minimost.presence.values.MessageRef;
import io.minimost.presence.values.PresenceState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls that are not waited for. */
@Timeout(120)
abstract class AsyncContract {
    private static final MessageRef MESSAGE = new MessageRef("general", StoreFixture.START);

    @RegisterExtension
    final StoreFixture fixture;

    AsyncContract(StoreFixture fixture) {
        this.fixture = fixture;
    }

    @Test
    void async_completesWithTheResult_whenItIsCommitted() throws Exception {
        PresenceStore store = fixture.store();

        CompletionStage<ToggleResult> stage =
                store.async(() -> store.reactions().toggle(MESSAGE, "rocket", "alice"));

        assertThat(get(stage)).isEqualTo(ToggleResult.ADDED);
        assertThat(fixture.store().reactions().reactionsTo(MESSAGE)).hasSize(1);
        assertThat(get(store.async(() -> store.typing().start("alice", "general"))))
                .isNull();
        assertThat(fixture.store().typing().typingUsers("general")).containsExactly("alice");
    }

    @Test
    void async_manyOfOneCaller_areDoneInTheirOrder() throws Exception {
        PresenceStore store = fixture.store();
        List<CompletionStage<Boolean>> stops = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            var unused = store.async(() -> store.typing().start("alice", "general"));
            stops.add(store.async(() -> store.typing().stop("alice", "general")));
        }

        for (CompletionStage<Boolean> stop : stops) {
            assertThat(get(stop)).isTrue();
        }
        List<PresenceEvent> events = fixture.takeEvents();
        assertThat(events).hasSize(600);
        for (int i = 0; i < 600; i++) {
            assertThat(events.get(i)).isInstanceOf(i % 2 == 0 ? TypingStarted.class : TypingStopped.class);
        }
    }

    @Test
    void async_callThatReadsFirst_seesWhatTheCallerHasWrittenBefore() throws Exception {
        PresenceStore store = fixture.store();
        List<CompletionStage<Boolean>> ends = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            var unused =
                    store.async(() -> store.presence().sessions().report("alice", "session-1", PresenceState.ACTIVE));
            ends.add(store.async(() -> store.presence().sessions().end("alice", "session-1")));
        }

        for (CompletionStage<Boolean> end : ends) {
            assertThat(get(end)).isTrue();
        }
        assertThat(store.presence().sessions().sessionsOf("alice")).isEmpty();
    }

    @Test
    void async_deletionAfterWrites_deletesThem() throws Exception {
        PresenceStore store = fixture.store();
        store.presence().sessions().report("alice", "session-1", PresenceState.ACTIVE);
        for (int i = 0; i < 20; i++) {
            var update = store.async(() -> store.presence().update("alice", PresenceState.IDLE));
            var typing = store.async(() -> store.typing().start("alice", "general"));
            assertThat(get(store.async(() -> store.deleteUser("alice")))).isNull();
            assertThat(update).isCompleted();
            assertThat(typing).isCompleted();
            assertThat(store.presence().recentStates()).isEmpty();
            assertThat(store.typing().typingUsers("general")).isEmpty();
        }
    }

    @Test
    void async_oneThatFails_failsAlone_withTheExceptionOfTheCall() throws Exception {
        PresenceStore store = fixture.store();
        var before = store.async(() -> store.typing().start("alice", "general"));
        var invalid = store.async(() -> store.typing().start("a:b", "general"));
        var after = store.async(() -> store.typing().start("bob", "general"));

        assertThat(get(before)).isNull();
        assertThat(get(after)).isNull();
        assertThatThrownBy(() -> get(invalid))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a:b");
        assertThat(store.typing().typingUsers("general")).containsExactly("alice", "bob");
    }

    @Test
    void async_withinAnother_isRefused() {
        PresenceStore store = fixture.store();

        assertThatThrownBy(() -> get(get(
                        store.async(() -> store.async(() -> store.typing().start("alice", "general"))))))
                .isExactlyInstanceOf(IllegalStateException.class);
        assertThat(store.typing().typingUsers("general")).isEmpty();
    }

    @Test
    void async_underAGuard_writesNothingThatWasDeleted() throws Exception {
        PresenceStore store = fixture.store();
        DeletionGuard guard = DeletionGuard.of(store);
        store.deleteUser("alice");

        assertThat(get(store.async(
                        () -> guard.unlessDeleted(() -> store.typing().start("alice", "general")))))
                .isFalse();
        assertThat(get(store.async(
                        () -> guard.unlessDeleted(() -> store.reactions().toggle(MESSAGE, "rocket", "bob")))))
                .contains(ToggleResult.ADDED);
        assertThat(store.typing().typingUsers("general")).isEmpty();
    }

    @Test
    void async_tooManyUnfinished_areRefusedUntilOneIsComplete() throws Exception {
        PresenceStore store = fixture.reopen(builder -> builder.maxAsyncCalls(1));
        SlowHost host = new SlowHost();
        var first = store.async(() -> store.receipts().markAllRead("general", "bob", host));

        assertThatThrownBy(() -> get(store.async(() -> store.typing().start("alice", "general"))))
                .isInstanceOfSatisfying(
                        QueueFull.class, full -> assertThat(full.isRetrySafe()).isTrue())
                .hasMessageContaining("1 asynchronous calls");
        assertThat(store.activity().asynchronous().waiting()).isOne();
        assertThat(store.activity().asynchronous().refused()).isOne();
        host.answer.countDown();

        assertThat(get(first)).isOne();
        assertThat(get(store.async(() -> store.typing().start("alice", "general"))))
                .isNull();
        assertThat(store.activity().asynchronous().waiting()).isZero();
        assertThat(host.questions).isOne();
    }

    @Test
    void dependents_thatTakeLong_keepNoCommitWaiting() throws Exception {
        PresenceStore store = fixture.store();
        CountDownLatch release = new CountDownLatch(1);
        CompletionStage<String> slow = store.async(() -> store.typing().start("alice", "general"))
                .thenApply(done -> {
                    String thread = Thread.currentThread().getName();
                    await(release);
                    return thread;
                });

        assertThat(store.typing().stop("bob", "general")).isFalse();
        var later = store.async(() -> store.typing().start("bob", "general"));
        while (!store.typing().typingUsers("general").contains("bob")) {
            Thread.onSpinWait();
        }
        release.countDown();
        assertThat(get(later)).isNull();
        assertThat(get(slow)).doesNotContain("minimost");
    }

    @Test
    void dependents_mayWaitForOtherCalls() throws Exception {
        PresenceStore store = fixture.store();

        var all = IntStream.range(0, 50)
                .mapToObj(i -> store.async(() -> store.typing().start("user" + i, "general"))
                        .thenApply(done -> join(store.async(() -> store.typing().stop("user" + i, "general"))))
                        .toCompletableFuture())
                .toList();

        assertThat(all).allSatisfy(each -> assertThat(get(each)).isTrue());
    }

    @Test
    void close_completesWhatIsQueued_andRefusesTheRest() throws Exception {
        PresenceStore store = fixture.store();
        List<CompletionStage<?>> queued = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            String user = "user" + i;
            queued.add(store.async(() -> store.presence().update(user, PresenceState.ACTIVE)));
        }
        store.close();

        assertThat(queued).allSatisfy(stage -> assertThat(get(stage)).isNull());
        assertThatThrownBy(() -> get(store.async(() -> store.typing().start("alice", "general"))))
                .isInstanceOf(Closed.class);
    }

    /** The result; throws what the stage failed with. */
    static <T> T get(CompletionStage<T> stage) throws Exception {
        try {
            return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    /** Answers only when the test says so. */
    private static final class SlowHost implements MessageLookup {
        final CountDownLatch answer = new CountDownLatch(1);
        volatile int questions;

        @Override
        public Optional<Message> find(MessageId id, String viewer) {
            return Optional.empty();
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // One call asks.
        public List<Instant> messagesOfOthers(String channel, String reader, Optional<Instant> after) {
            questions++;
            await(answer);
            return List.of(MESSAGE.at());
        }
    }
}
