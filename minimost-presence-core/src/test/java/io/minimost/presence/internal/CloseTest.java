package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.errors.PresenceStoreException.Closed;
import io.minimost.presence.events.PresenceEvent.TypingStarted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CloseTest {
    @TempDir
    private Path directory;

    @Test
    void close_twice_isHarmless() {
        for (PresenceStore store :
                List.of(PresenceStore.inMemory(), PresenceStore.open(directory.resolve("presence.db")))) {
            store.close();
            store.close();
        }
    }

    @Test
    void close_whileSixteenThreadsWrite_eachCallSucceededOrWasRefused() throws Exception {
        for (int round = 0; round < 10; round++) {
            Path file = directory.resolve("busy" + round + ".db");
            Pairs pairs = Pairs.in(file);
            Set<Long> acknowledged = new ConcurrentSkipListSet<>();
            AtomicInteger refused = new AtomicInteger();
            CompletableFuture<Void> closing = new CompletableFuture<>();
            Together.run(17, thread -> {
                if (thread == 16) {
                    while (acknowledged.size() < 200) {
                        Thread.onSpinWait();
                    }
                    pairs.close();
                    closing.complete(null);
                    return;
                }
                for (long id = thread * 1_000_000L; ; id++) {
                    try {
                        pairs.write(id);
                        acknowledged.add(id);
                    } catch (Closed closed) {
                        refused.incrementAndGet();
                        return;
                    }
                }
            });
            closing.get(10, TimeUnit.SECONDS);

            assertThat(refused).hasValue(16);
            try (Outsider outsider = Outsider.on(file)) {
                assertThat(outsider.ids()).isEqualTo(acknowledged);
                assertThat(outsider.halves()).isZero();
            }
        }
    }

    @Test
    void close_lastConnection_leavesTheDatabaseAlone() throws Exception {
        Path file = directory.resolve("presence.db");
        try (PresenceStore store = PresenceStore.open(file)) {
            store.typing().start("alice", "general");
        }

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("presence.db", "presence.db.lock");
        }
    }

    @Test
    void close_fromAListener_closes() {
        PresenceStore store = PresenceStore.open(directory.resolve("presence.db"));
        store.events().on(TypingStarted.class, event -> store.close());

        store.typing().start("alice", "general");

        assertThatThrownBy(() -> store.typing().start("bob", "general")).isInstanceOf(Closed.class);
    }

    @Test
    void closeReadOrWrite_fromInsideATransaction_refusedAndTheTransactionGoesOn() {
        try (Pairs pairs = Pairs.in(directory.resolve("presence.db"))) {
            pairs.run(Durability.DURABLE, sql -> {
                sql.insert(1, 1, "");
                assertThatIllegalStateException().isThrownBy(pairs::close);
                assertThatIllegalStateException().isThrownBy(() -> pairs.write(2));
                sql.insert(1, 2, "");
            });
            assertThat(pairs.ids()).containsExactly(1L);
        }
        try (Pairs pairs = Pairs.inMemory()) {
            pairs.run(
                    Durability.DURABLE, sql -> assertThatIllegalStateException().isThrownBy(pairs::ids));
            assertThat(pairs.ids()).isEmpty();
        }
    }
}
