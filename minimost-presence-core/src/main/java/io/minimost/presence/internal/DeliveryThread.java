package io.minimost.presence.internal;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one task whenever it is woken. Starts its thread when it is needed, and ends it after ten idle seconds. */
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
                LOG.debug("The store is closed; its last events are not delivered");
            }
        }
    }

    void shutdown() {
        executor.shutdown();
    }

    private void run() {
        // Before the task: an event that arrives while the task ends must wake the thread again.
        woken.set(false);
        task.run();
    }
}
