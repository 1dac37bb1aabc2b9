package io.minimost.presence.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.events.PresenceEvent.TypingStarted;
import io.minimost.presence.events.Subscription;
import io.minimost.presence.stats.StoreActivity.Listeners;
import io.minimost.presence.testing.StoreFixture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The contract, and what takes thousands of calls. */
class StoreStatsInMemoryTest extends StoreStatsContract {
    StoreStatsInMemoryTest() {
        super(StoreFixture.inMemory(), 0);
    }

    @Test
    void memory_hasNoLog() {
        assertThat(fixture.store().stats().database().walBytes()).isEmpty();
        assertThat(fixture.store().stats().database().freeBytes()).isPresent();
    }

    @Test
    void droppedEvents_areCounted() throws Exception {
        PresenceStore store = fixture.store();
        CountDownLatch release = new CountDownLatch(1);
        try (Subscription slow = store.events().on(TypingStarted.class, event -> awaitUninterrupted(release))) {
            Thread caller = new Thread(() -> store.typing().start("alice", "general"));
            caller.start();
            await().until(() -> store.activity().listeners().waiting() == 1);
            for (int i = 0; i < 10_001; i++) {
                store.typing().start("user" + i, "general");
            }

            Listeners listeners = store.activity().listeners();

            release.countDown();
            caller.join();
            assertThat(slow).isNotNull();
            assertThat(listeners.dropped()).isGreaterThan(9_000);
            assertThat(listeners.waiting()).isLessThan(1_000);
        }
    }
}
