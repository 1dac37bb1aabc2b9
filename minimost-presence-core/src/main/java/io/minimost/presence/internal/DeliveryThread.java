package io.minimost.presence.internal;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one task whenever it is woken. There is no thread before the first time, nor after ten idle seconds. */
final class DeliveryThread {
    static final String NAME = "minimost-presence-delivery";

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryThread.class);
    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> new StoreThread(task, NAME));
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Runnable task;

    DeliveryThread(Runnable task) {
        this.task = task;
        executor.allowCoreThreadTimeOut(true);
    }

    void wake() {
        if (woken.compareAndSet(false, true)) {
            try {
                executor.execute(this::run);
            } catch (RejectedExecutionException e) {
                LOG.debug("the store is closed, and its last events with it");
            }
        }
    }

    void shutdown() {
        executor.shutdown();
    }

    private void run() {
        // Before the task: what comes while it ends must wake it again.
        woken.set(false);
        task.run();
    }
}
