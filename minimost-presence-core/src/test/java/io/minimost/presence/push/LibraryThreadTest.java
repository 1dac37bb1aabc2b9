package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.events.PresenceEvent;
import io.minimost.presence.values.ChannelId;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * The threads of the library are started by the call that happens to be the first. They must not run as its user, whom some
 * hosts keep in an inheritable thread local, nor keep its class loader.
 */
class LibraryThreadTest {
    private static final InheritableThreadLocal<String> USER = new InheritableThreadLocal<>();

    /** What the host's code saw on each thread of the library. */
    private final Map<String, String> seen = new ConcurrentHashMap<>();

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    @Test
    void threads_inheritNothingOfTheCallThatStartsThem() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader ofTheFirstCall = new URLClassLoader(new URL[0], before)) {
            USER.set("first user");
            Thread.currentThread().setContextClassLoader(ofTheFirstCall);
            runAllThreads();
        } finally {
            USER.remove();
            Thread.currentThread().setContextClassLoader(before);
        }

        String nothing = "null " + PresenceStore.class.getClassLoader();
        assertThat(seen)
                .containsOnly(
                        Map.entry("minimost-presence-events", nothing),
                        Map.entry("minimost-presence-delivery", nothing),
                        Map.entry("minimost-presence-sweep", nothing));
    }

    private void runAllThreads() {
        try (PresenceStore store =
                        PresenceStore.builder().inMemory().clock(this::now).open();
                EventHub hub = EventHub.builder(store)
                        .channelAccess((user, channel) -> record(true))
                        .build()) {
            store.events().on(PresenceEvent.class, event -> record(true));
            ChannelId.Private team =
                    store.channels().create("Team", "bob", List.of("alice")).id();
            hub.connect(ConnectRequest.of("alice").withChannels(List.of(team)), new TestClient());

            // The sweep notices that typing has expired, the delivery thread reports it, and the hub asks for access
            // again.
            store.typing().start("bob", "general");
            ahead.set(Duration.ofMinutes(1));
            store.channels().leave(team, "alice");

            await().until(() -> seen.size() >= 3);
        }
    }

    private Instant now() {
        record(true);
        return Instant.now().plus(ahead.get());
    }

    private boolean record(boolean answer) {
        Thread thread = Thread.currentThread();
        if (thread.getName().startsWith("minimost-presence")) {
            seen.put(thread.getName(), USER.get() + " " + thread.getContextClassLoader());
        }
        return answer;
    }
}
