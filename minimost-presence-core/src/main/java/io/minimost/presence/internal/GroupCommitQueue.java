package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Group commit by a leader. A caller that gets the write lock runs its own operation on its own thread. Callers that arrive
 * meanwhile queue their operations, and the next leader commits all of them in one transaction.
 *
 * <p>So a single caller has no overhead, and many callers share the cost of a commit. A thread for writes starts only if there are
 * callers that do not wait, or virtual ones: it leads in their place.
 */
final class GroupCommitQueue {
    /** Limits how long other processes wait for the lock, and how much is repeated if one operation of a batch fails. */
    static final int MAX_BATCH = 512;

    private final ReentrantLock writeLock = new ReentrantLock();
    private final Queue<WriteOperation<?>> waiting = new ConcurrentLinkedQueue<>();
    private final BatchRunner runner;
    private final Runnable afterUnlock;
    private final String store;
    private final long maxWaitNanos;
    private final WorkerThread writer = new WorkerThread("minimost-presence-writer", this::leadAll);

    /** Commits a batch, and completes each of its operations with a result or a failure. Called by one thread at a time. */
    interface BatchRunner {
        void run(List<WriteOperation<?>> batch);
    }

    /**
     * @param maxWaitNanos how long a caller waits for its turn before it gives up; it always waits for work that has begun
     * @param afterUnlock called after each release of the write lock
     */
    GroupCommitQueue(String store, long maxWaitNanos, BatchRunner runner, Runnable afterUnlock) {
        this.store = store;
        this.maxWaitNanos = maxWaitNanos;
        this.runner = runner;
        this.afterUnlock = afterUnlock;
    }

    <R> R submit(WriteOperation<R> operation) {
        requireOutsideOfTransaction();
        boolean leads = !VirtualThreads.isCurrent();
        if (leads) {
            waiting.add(operation);
        } else {
            operation.leaveTo(this::wakeWriter);
            enqueue(operation);
        }
        long deadline = System.nanoTime() + maxWaitNanos;
        boolean interrupted = false;
        try {
            while (!operation.isDone()) {
                if (leads && writeLock.tryLock()) {
                    lead(operation);
                } else if (System.nanoTime() - deadline < 0) {
                    LockSupport.parkNanos(this, deadline - System.nanoTime());
                } else if (operation.abandon()) {
                    giveUp(operation);
                } else {
                    LockSupport.park(this); // The operation is under way; its leader wakes this thread.
                }
                // An interrupt must not change whether the work is done; the flag is restored below.
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        if (!leads) {
            afterUnlock.run(); // The events that this thread is to deliver.
        }
        return operation.result();
    }

    /**
     * Queues an operation whose caller does not wait for it, and returns.
     *
     * @param sequence the same object for all operations that must be done in the order in which they are queued
     * @param whenDone called once, perhaps under the write lock, so it must neither wait nor throw
     */
    void submit(WriteOperation<?> operation, Object sequence, Runnable whenDone) {
        operation.leaveTo(this::wakeWriter, sequence, whenDone);
        enqueue(operation);
    }

    private void enqueue(WriteOperation<?> operation) {
        waiting.add(operation);
        wakeWriter();
    }

    private void wakeWriter() {
        if (!writer.wake()) {
            leadAll(); // It was closed, so this only fails what is queued.
        }
    }

    /** Lets the thread for writes end. What is queued from now on is done by those who queue it. */
    void close() {
        writer.shutdown();
    }

    /** The lock is reentrant, but transactions do not nest. */
    void requireOutsideOfTransaction() {
        if (writeLock.isHeldByCurrentThread()) {
            throw new IllegalStateException("the store must not be called from inside one of its own transactions");
        }
    }

    /** Calls {@code action} while no other thread writes. */
    <R> R exclusively(Supplier<R> action) {
        requireOutsideOfTransaction();
        writeLock.lock();
        try {
            return action.get();
        } finally {
            unlock();
        }
    }

    /** Runs {@code action} while no other thread writes; does nothing if one is writing now. */
    void exclusivelyIfFree(Runnable action) {
        requireOutsideOfTransaction();
        if (writeLock.tryLock()) {
            try {
                action.run();
            } finally {
                unlock();
            }
        }
    }

    /** Lets those who wait write before the caller does. Does not wait for those who are writing now. */
    void giveWay() {
        requireOutsideOfTransaction();
        if (!waiting.isEmpty() && writeLock.tryLock()) {
            try {
                runNextBatch();
            } finally {
                unlock();
            }
        }
    }

    /** For those who cannot lead themselves. Between two batches, others may take their turn. */
    private void leadAll() {
        while (!waiting.isEmpty() && !writeLock.isHeldByCurrentThread()) {
            writeLock.lock();
            try {
                runNextBatch();
            } finally {
                unlock();
            }
        }
    }

    private void runNextBatch() {
        List<WriteOperation<?>> batch = nextBatch();
        if (!batch.isEmpty()) {
            run(batch);
        }
    }

    private void lead(WriteOperation<?> own) {
        try {
            while (!own.isDone()) {
                run(nextBatch());
            }
        } finally {
            unlock();
        }
    }

    private void run(List<WriteOperation<?>> batch) {
        Throwable cause = null;
        try {
            runner.run(batch);
        } catch (Throwable failure) {
            cause = failure;
        }
        // No other thread can complete these operations, so even a StackOverflowError must not leave one incomplete.
        for (WriteOperation<?> operation : batch) {
            if (!operation.isDone()) {
                operation.fail(new PresenceStoreException.OutcomeUnknown(
                        store, PresenceStoreException.NO_CODE, "the write was broken off: " + cause, cause));
            }
        }
    }

    private void giveUp(WriteOperation<?> abandoned) {
        waiting.remove(abandoned);
        // The thread that released the lock may have woken this one, which has given up: the next one must wake
        // instead.
        if (!writeLock.isLocked()) {
            wakeNext();
        }
        abandoned.fail(new PresenceStoreException.Busy(
                store,
                PresenceStoreException.NO_CODE,
                String.format(
                        Locale.ROOT, "no turn to write within %d ms", TimeUnit.NANOSECONDS.toMillis(maxWaitNanos)),
                null));
    }

    private List<WriteOperation<?>> nextBatch() {
        List<WriteOperation<?>> batch = new ArrayList<>();
        while (batch.size() < MAX_BATCH) {
            WriteOperation<?> next = waiting.poll();
            if (next == null) {
                break;
            }
            if (next.claim()) {
                batch.add(next);
            }
        }
        return batch;
    }

    private void unlock() {
        writeLock.unlock();
        wakeNext();
        afterUnlock.run();
    }

    /** A thread queues its operation before it tries the lock, so every thread that failed to get it is seen here. */
    private void wakeNext() {
        WriteOperation<?> next = waiting.peek();
        if (next != null) {
            next.wake();
        }
    }
}
