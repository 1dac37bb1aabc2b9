package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Group commit by a combining leader. A caller that finds the writeLock free runs its own work on its own thread; callers
 * that come meanwhile queue up, and whoever holds the writeLock next commits the work of all of them in one transaction.
 *
 * <p>So a single caller pays nothing for it, and many callers share the price of a commit. There is no writeLock thread.
 */
final class GroupCommitQueue {
    /** Bounds how long other processes wait for the lock, and how much is repeated if one unit of a batch fails. */
    static final int MAX_BATCH = 512;

    private final ReentrantLock writeLock = new ReentrantLock();
    private final Queue<WriteOperation<?>> waiting = new ConcurrentLinkedQueue<>();
    private final BatchRunner runner;
    private final Runnable afterUnlock;
    private final String store;
    private final long maxWaitNanos;

    /** Commits a batch and completes each of its operations, one way or the other; called by one thread at a time. */
    interface BatchRunner {
        void run(List<WriteOperation<?>> batch);
    }

    /**
     * @param maxWaitNanos how long a caller waits for its turn before it gives up; work that has begun is waited for
     * @param afterUnlock called by a leader when it has released the writeLock
     */
    GroupCommitQueue(String store, long maxWaitNanos, BatchRunner runner, Runnable afterUnlock) {
        this.store = store;
        this.maxWaitNanos = maxWaitNanos;
        this.runner = runner;
        this.afterUnlock = afterUnlock;
    }

    <R> R submit(WriteOperation<R> operation) {
        requireOutsideOfTransaction();
        waiting.add(operation);
        long deadline = System.nanoTime() + maxWaitNanos;
        boolean interrupted = false;
        try {
            while (!operation.isDone()) {
                if (writeLock.tryLock()) {
                    lead(operation);
                } else if (System.nanoTime() - deadline < 0) {
                    LockSupport.parkNanos(this, deadline - System.nanoTime());
                } else if (operation.abandon()) {
                    giveUp(operation);
                } else {
                    LockSupport.park(this); // It is under way, and whoever does it will wake this thread.
                }
                // Whether the work was done must not depend on an interrupt; the flag is given back below.
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return operation.result();
    }

    /** The lock is reentrant, but a transaction within a transaction would be neither. */
    void requireOutsideOfTransaction() {
        if (writeLock.isHeldByCurrentThread()) {
            throw new IllegalStateException("the store must not be called from inside one of its own transactions");
        }
    }

    /** Calls {@code action} while nobody writes. */
    <R> R exclusively(Supplier<R> action) {
        requireOutsideOfTransaction();
        writeLock.lock();
        try {
            return action.get();
        } finally {
            unlock();
        }
    }

    /** Runs {@code action} while nobody writes, or not at all if somebody does just now. */
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
        // Nobody else can wake those who wait for it, so not even running out of stack may leave one unanswered.
        for (WriteOperation<?> operation : batch) {
            if (!operation.isDone()) {
                operation.fail(new PresenceStoreException.OutcomeUnknown(
                        store, PresenceStoreException.NO_CODE, "the write was broken off: " + cause, cause));
            }
        }
    }

    private void giveUp(WriteOperation<?> abandoned) {
        waiting.remove(abandoned);
        // Whoever released the writeLock meanwhile may have woken this thread, which has no use for it.
        if (!writeLock.isLocked()) {
            wakeNext();
        }
        abandoned.fail(new PresenceStoreException.Busy(
                store,
                PresenceStoreException.NO_CODE,
                "no turn to write within %d ms".formatted(TimeUnit.NANOSECONDS.toMillis(maxWaitNanos)),
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

    /** Whoever failed to get the lock has queued its operation before it tried, so it is seen here. */
    private void wakeNext() {
        WriteOperation<?> next = waiting.peek();
        if (next != null) {
            next.wake();
        }
    }
}
