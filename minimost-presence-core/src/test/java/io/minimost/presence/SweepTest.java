package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.events.PresenceEvent.PresenceChanged;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.PresenceState;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SweepTest {
    @RegisterExtension
    final StoreFixture fixture = StoreFixture.inMemory();

    /** A sweep holds no lock while it calls listeners. */
    @Test
    void listenerThatWaitsForAnotherSweep_doesNotWaitForEver() {
        AtomicInteger waited = new AtomicInteger();
        fixture.store().presence().update("alice", PresenceState.ACTIVE);
        fixture.store().events().on(PresenceChanged.class, event -> {
            awaitSweepByAnotherThread();
            waited.incrementAndGet();
        });
        fixture.clock().step(Duration.ofHours(2));

        fixture.sweep();

        assertThat(waited).hasValue(1);
    }

    private void awaitSweepByAnotherThread() {
        try {
            CompletableFuture.runAsync(() -> fixture.sweep()).get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
