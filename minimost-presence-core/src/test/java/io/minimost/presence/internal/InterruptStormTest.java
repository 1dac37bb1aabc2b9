package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class InterruptStormTest {
    private static final int THREADS = 8;
    private static final int CALLS = 150;

    @TempDir
    private Path directory;

    @Test
    void writeAndRead_interruptedAllTheTime_nothingFailsAndNoLockStaysHeld() throws Exception {
        List<Thread> workers = new CopyOnWriteArrayList<>();
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger interrupts = new AtomicInteger();
        try (Pairs pairs = Pairs.in(directory.resolve("presence.db"))) {
            CompletableFuture<Void> storm = CompletableFuture.runAsync(() -> {
                while (!done.get()) {
                    workers.forEach(Thread::interrupt);
                    interrupts.addAndGet(workers.size());
                    LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(50));
                }
            });
            Together.run(THREADS, thread -> {
                workers.add(Thread.currentThread());
                for (int i = 0; i < CALLS; i++) {
                    pairs.write(thread * 1_000L + i);
                    assertThat(pairs.ids()).contains(thread * 1_000L + i);
                }
                workers.remove(Thread.currentThread());
            });
            done.set(true);
            storm.get(10, TimeUnit.SECONDS);

            assertThat(interrupts).hasValueGreaterThan(1_000);
            assertThat(pairs.ids()).hasSize(THREADS * CALLS);
            assertThat(CompletableFuture.runAsync(() -> pairs.write(-1))).succeedsWithin(Duration.ofSeconds(5));
        }
    }

    @Test
    void everyCall_onAnInterruptedThread_worksAndLeavesTheFlag() {
        try {
            Thread.currentThread().interrupt();
            try (Pairs pairs = Pairs.in(directory.resolve("presence.db"))) {
                pairs.write(1);
                assertThat(pairs.ids()).containsExactly(1L);
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
            }
            try (Pairs pairs = Pairs.inMemory()) {
                pairs.write(1);
                assertThat(pairs.ids()).containsExactly(1L);
            }
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            boolean unused = Thread.interrupted();
        }
    }
}
