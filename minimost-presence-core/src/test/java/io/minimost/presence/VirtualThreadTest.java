package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.events.PresenceEvent.TypingStarted;
import io.minimost.presence.testing.StoreFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Blocking calls on virtual threads. Java has them since version 21; on older ones, other threads do the same. */
@Timeout(60)
class VirtualThreadTest {
    private static final boolean ARE_VIRTUAL = Runtime.version().feature() >= 21;

    @RegisterExtension
    final StoreFixture fixture = StoreFixture.inFile();

    @Test
    void write_isDoneByTheWriterThread() throws Exception {
        PresenceStore store = fixture.store();
        List<String> names = new CopyOnWriteArrayList<>();

        boolean wasTyping = onNewThread(() -> {
            store.typing().start("alice", "general");
            names.addAll(writers());
            return store.typing().stop("alice", "general");
        });

        assertThat(wasTyping).isTrue();
        assertThat(names).isEqualTo(ARE_VIRTUAL ? List.of("minimost-presence-writer") : List.of());
    }

    @Test
    void events_areDeliveredBeforeTheCallReturns_onTheThreadOfTheCall() throws Exception {
        PresenceStore store = fixture.store();
        List<Thread> deliverers = new CopyOnWriteArrayList<>();
        store.events().on(TypingStarted.class, event -> deliverers.add(Thread.currentThread()));

        for (int i = 0; i < 20; i++) {
            String user = "user" + i;
            int expected = i + 1;
            assertThat(onNewThread(() -> {
                        store.typing().start(user, "general");
                        return deliverers.size() == expected && deliverers.get(expected - 1) == Thread.currentThread();
                    }))
                    .isTrue();
        }
    }

    @Test
    void thousandThreads_allWrite() throws Exception {
        PresenceStore store = fixture.store();
        List<CompletableFuture<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            String user = "user" + i;
            all.add(start(() -> {
                store.typing().start(user, "general");
                return true;
            }));
        }
        for (CompletableFuture<Boolean> each : all) {
            assertThat(each.get(30, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(store.typing().typingUsers("general")).hasSize(1000);
    }

    private static List<String> writers() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter("minimost-presence-writer"::equals)
                .distinct()
                .toList();
    }

    private interface Call {
        boolean run() throws Exception;
    }

    private static boolean onNewThread(Call call) throws Exception {
        return start(call).get(30, TimeUnit.SECONDS);
    }

    /** On a virtual thread if there are any: by reflection, because the tests are compiled for Java 17. */
    private static CompletableFuture<Boolean> start(Call call) throws ReflectiveOperationException {
        CompletableFuture<Boolean> result = new CompletableFuture<>();
        Runnable task = () -> {
            try {
                result.complete(call.run());
            } catch (Exception | AssertionError e) {
                result.completeExceptionally(e);
            }
        };
        if (ARE_VIRTUAL) {
            Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
        } else {
            new Thread(task).start();
        }
        return result;
    }
}
