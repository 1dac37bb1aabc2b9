package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkerThreadTest {
    @Test
    void wake_whileNoThreadCanStart_isNoReasonToSleepForEver() {
        AtomicBoolean hasThreads = new AtomicBoolean();
        AtomicInteger runs = new AtomicInteger();
        WorkerThread worker = new WorkerThread(runs::incrementAndGet, task -> {
            if (!hasThreads.get()) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return new StoreThread(task, "worker-of-this-test");
        });
        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(worker::wake);

        hasThreads.set(true);

        assertThat(worker.wake()).isTrue();
        await().until(() -> runs.get() == 1);
        worker.shutdown();
    }
}
