package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.stats.StoreActivity.Asynchronous;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a store whose callers do not wait. Their writes are queued with those of all others, and the one who leads commits them;
 * the rest of a call, and what depends on its stage, runs on the common pool. A call that reads runs on one of few threads, because
 * it waits there. Thread-safe.
 */
public final class AsyncCalls {
    private static final int READING_THREADS = 2;
    private static final long IDLE_SECONDS = 10;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** As it is for a {@link CompletableFuture}: a pool without threads would never run anything. */
    private static final Executor POOL = ForkJoinPool.getCommonPoolParallelism() > 0
            ? ForkJoinPool.commonPool()
            : new CompletableFuture<Void>().defaultExecutor();

    private final String store;
    private final Engine engine;
    private final ThreadLocal<CallerLane> lanes = ThreadLocal.withInitial(() -> new CallerLane(this::begin));
    private final AtomicInteger unfinished = new AtomicInteger();
    private final LongAdder refused = new LongAdder();
    private final ThreadPoolExecutor readers;
    private volatile int most = Integer.MAX_VALUE;
    private volatile boolean closed;

    /** Those whose write is done. */
    private final Queue<AsyncCall<?>> answered = new ConcurrentLinkedQueue<>();

    private final AtomicBoolean isPoolAsked = new AtomicBoolean();

    /** So that the calls of one caller go on in their order. */
    private final ReentrantLock resuming = new ReentrantLock();

    AsyncCalls(String store, Engine engine) {
        this.store = store;
        this.engine = engine;
        readers = new ThreadPoolExecutor(
                READING_THREADS,
                READING_THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> new LibraryThread(task, "minimost-presence-async"));
        readers.allowCoreThreadTimeOut(true);
    }

    /** Sets how many calls may be unfinished at the same time. */
    public void setLimit(int calls) {
        most = calls;
    }

    /**
     * Begins a call of the database, which is repeated from its beginning when an answer is there. All of its failures are those of
     * the stage, and so is its refusal.
     */
    public <T> CompletionStage<T> call(Supplier<T> work) {
        if (AsyncCall.current(this) != null) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException("an asynchronous call must not begin another one"));
        }
        if (unfinished.incrementAndGet() > most) {
            unfinished.decrementAndGet();
            refused.increment();
            return CompletableFuture.failedFuture(new PresenceStoreException.QueueFull(store, most));
        }
        AsyncCall<T> call = new AsyncCall<>(this, lanes.get(), work);
        if (closed) {
            call.fail(new PresenceStoreException.Closed(store));
        } else {
            call.run();
        }
        WriteOperation<?> write = call.pending();
        if (write != null) {
            call.lane().add(call, write.keys().isEverything() || engine.readsToQueue(write));
        } else if (call.wantsToRead()) {
            call.lane().add(call, true);
        } else {
            unfinished.decrementAndGet();
            call.complete();
        }
        return call.future();
    }

    /**
     * What {@code question} answers. Within an asynchronous call it is asked once, on a thread that may wait: for what must not be
     * repeated, such as a question to the host.
     */
    public <R> R once(Supplier<R> question) {
        AsyncCall<?> call = AsyncCall.current(this);
        return call == null ? question.get() : call.read(question);
    }

    Asynchronous activity() {
        return new Asynchronous(unfinished.get(), refused.sum());
    }

    /** Refuses new calls from now on, and waits up to {@code atMost} until all others are complete. */
    void close(Duration atMost) {
        closed = true;
        long deadline = System.nanoTime() + atMost.toNanos();
        while (unfinished.get() > 0 && System.nanoTime() - deadline < 0) {
            completeAnswered(); // The common pool may be busy with what waits for this.
            LockSupport.parkNanos(this, LOOK_NANOS);
        }
    }

    /** Lets the threads end; what would still have to read is refused. Call it when the engine is closed. */
    void shutdown() {
        readers.shutdown();
    }

    /** It is the turn of {@code call} in its lane, or it goes on. */
    private void begin(AsyncCall<?> call) {
        WriteOperation<?> write = call.pending();
        if (write == null) {
            onReadingThread(call, () -> {
                call.runAndRead();
                goOn(call);
            });
        } else if (engine.readsToQueue(write)) {
            onReadingThread(call, () -> queue(call, write));
        } else {
            queue(call, write);
        }
    }

    private void queue(AsyncCall<?> call, WriteOperation<?> write) {
        try {
            engine.submit(write, call.lane(), () -> answered(call));
        } catch (RuntimeException | Error refusal) {
            write.fail(refusal);
            answered(call);
        }
    }

    /** Perhaps under the write lock. */
    private void answered(AsyncCall<?> call) {
        answered.add(call);
        if (!isPoolAsked.get() && isPoolAsked.compareAndSet(false, true)) {
            boolean isAsked = false;
            try {
                POOL.execute(this::completeAnswered);
                isAsked = true;
            } finally {
                if (!isAsked) {
                    isPoolAsked.set(false); // After an error, the next one asks.
                }
            }
        }
    }

    /** Several threads may do this: where a dependent takes long, another thread goes on. */
    private void completeAnswered() {
        isPoolAsked.set(false);
        for (AsyncCall<?> call = resumeNext(); call != null; call = resumeNext()) {
            end(call);
        }
    }

    /** The next call that is complete; null if there is none now. */
    private @Nullable AsyncCall<?> resumeNext() {
        resuming.lock();
        try {
            for (AsyncCall<?> call = answered.poll(); call != null; call = answered.poll()) {
                if (!call.answered()) {
                    return call;
                }
                if (call.mayRead()) {
                    AsyncCall<?> reading = call;
                    onReadingThread(call, () -> {
                        reading.runAndRead();
                        goOn(reading);
                    });
                } else {
                    call.run();
                    if (call.pending() == null && !call.wantsToRead()) {
                        return call;
                    }
                    begin(call);
                }
            }
            return null;
        } finally {
            resuming.unlock();
        }
    }

    private void goOn(AsyncCall<?> call) {
        if (call.pending() == null) {
            POOL.execute(() -> end(call));
        } else {
            begin(call);
        }
    }

    private void end(AsyncCall<?> call) {
        call.lane().ended();
        unfinished.decrementAndGet();
        call.complete();
    }

    private void onReadingThread(AsyncCall<?> call, Runnable task) {
        try {
            readers.execute(task);
        } catch (RejectedExecutionException e) {
            call.fail(new PresenceStoreException.Closed(store));
            POOL.execute(() -> end(call));
        }
    }
}
