package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.errors.PresenceStoreException.Closed;
import io.minimost.presence.events.PresenceEvent.TypingStarted;
import io.minimost.presence.relay.SignalType;
import io.minimost.presence.screenshare.ShareMedia;
import io.minimost.presence.user.PresenceOverride;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.PresenceState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CloseTest {
    @TempDir
    private Path directory;

    @Test
    void everyMethod_closedStore_throwsClosed() {
        for (PresenceStore store :
                List.of(PresenceStore.inMemory(), PresenceStore.open(directory.resolve("presence.db")))) {
            store.close();
            calls(store)
                    .forEach((name, call) -> assertThatThrownBy(call)
                            .as(name)
                            .isInstanceOf(Closed.class)
                            .hasMessageContaining("closed"));
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

    private static Map<String, ThrowingCallable> calls(PresenceStore store) {
        Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
        calls.put("start", () -> store.typing().start("alice", "general"));
        calls.put("stop", () -> store.typing().stop("alice", "general"));
        calls.put("stopEverywhere", () -> store.typing().stopEverywhere("alice"));
        calls.put("typists", () -> store.typing().typists("general", "alice"));
        calls.put("typists of several", () -> store.typing().typists(List.of("general"), "alice"));
        calls.put("update", () -> store.presence().update("alice", PresenceState.ACTIVE));
        calls.put("setOverride", () -> store.presence().setOverride("alice", PresenceOverride.IDLE));
        calls.put("clearOverride", () -> store.presence().clearOverride("alice"));
        calls.put("override", () -> store.presence().override("alice"));
        calls.put("online", () -> store.presence().online());
        calls.put("of", () -> store.presence().of(List.of("alice")));
        calls.put("lastSeen", () -> store.presence().lastSeen("alice"));
        ChannelId.Private channel = (ChannelId.Private) ChannelId.parse("private:1");
        calls.put("isMember", () -> store.channels().isMember(channel, "alice"));
        calls.put("members", () -> store.channels().members(channel));
        calls.put("start a share", () -> store.screenShares().start("general", "alice"));
        calls.put("stop a share", () -> store.screenShares().stop("s1", "alice"));
        calls.put("active", () -> store.screenShares().active("general"));
        calls.put("find", () -> store.screenShares().find("s1"));
        calls.put("send", () -> store.screenShares().send("s1", "alice", "bob", SignalType.OFFER, "{}"));
        calls.put("signals", () -> store.screenShares().signals("s1", "alice", 0));
        ShareMedia media = store.screenShares().media();
        calls.put("putInit", () -> media.putInit("s1", "alice", "video/webm", new byte[] {1}));
        calls.put("append", () -> media.append("s1", "alice", new byte[] {1}));
        calls.put("read", () -> media.read("s1", "alice", OptionalLong.empty()));
        calls.put("resetLiveState", store::resetLiveState);
        calls.put("sweep", store::sweep);
        return calls;
    }
}
