package io.minimost.presence.internal;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs one task whenever it is woken. Starts its thread when it is needed, and ends it after ten idle seconds. */
final class WorkerThread {
    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor executor;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Runnable task;

    WorkerThread(String name, Runnable task) {
        this(task, worker -> new StoreThread(worker, name));
    }

    WorkerThread(Runnable task, ThreadFactory threads) {
        this.task = task;
        executor = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        executor.allowCoreThreadTimeOut(true);
    }

    /** Runs the task soon, once more if it is running. Returns false if it was shut down, and the task does not run any more. */
    boolean wake() {
        // Read first: thousands of callers wake a thread that is awake, and a write would take the cache line from it.
        if (!woken.get() && woken.compareAndSet(false, true)) {
            boolean isAccepted = false;
            try {
                executor.execute(this::run);
                isAccepted = true;
            } catch (RejectedExecutionException e) {
                return false;
            } finally {
                if (!isAccepted) {
                    woken.set(false); // Also after an error, for instance where no thread can start.
                }
            }
        }
        return true;
    }

    void shutdown() {
        executor.shutdown();
    }

    private void run() {
        // Before the task: what arrives while the task ends must wake the thread again.
        woken.set(false);
        task.run();
    }
}
