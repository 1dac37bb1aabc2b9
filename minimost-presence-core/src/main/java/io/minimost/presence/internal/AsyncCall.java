package io.minimost.presence.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call of the store whose caller does not wait. It is code that is written as if it waited, so it runs until it would: then it is
 * broken off, and once the answer is there it runs again from its beginning, and receives the answers that it has had already.
 * One thread at a time uses it.
 */
final class AsyncCall<T> {
    /** The call that this thread runs. */
    private static final ThreadLocal<@Nullable AsyncCall<?>> CURRENT = new ThreadLocal<>();

    private final AsyncCalls owner;
    private final CallerLane lane;
    private final Supplier<T> work;
    private final CompletableFuture<T> future = new CompletableFuture<>();
    private final List<Answer> answers = new ArrayList<>(1);

    // Of the current run.
    private int received;
    private @Nullable WriteOperation<?> pending;
    private boolean wantsToRead;
    private boolean isBrokenOff;
    private @Nullable T result;
    private @Nullable Throwable failure;

    private boolean mayRead;
    private @Nullable Instant now;

    /** What the database has answered to {@code question}, or the failure. */
    private record Answer(
            Object question,
            @Nullable Object value,
            @Nullable Throwable failure) {
        @Nullable
        Object get(Object asked) {
            if (asked != question) {
                throw new IllegalStateException("an asynchronous call must do the same whenever it is repeated");
            }
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
            return value;
        }
    }

    /** Breaks a run off. An error, so that no {@code catch (Exception e)} catches it. */
    private static final class BrokenOff extends Error {
        private static final long serialVersionUID = 1L;

        BrokenOff() {
            super("an asynchronous call waits for the database", null, false, false);
        }
    }

    AsyncCall(AsyncCalls owner, CallerLane lane, Supplier<T> work) {
        this.owner = owner;
        this.lane = lane;
        this.work = work;
    }

    /** The call of {@code calls} that this thread runs; null if it runs none. */
    static @Nullable AsyncCall<?> current(AsyncCalls calls) {
        AsyncCall<?> call = CURRENT.get();
        return call != null && call.owner == calls ? call : null;
    }

    CallerLane lane() {
        return lane;
    }

    CompletableFuture<T> future() {
        return future;
    }

    /** Runs until the call has ended, or has to wait; then {@link #pending} or {@link #wantsToRead} says for what. */
    void run() {
        AsyncCall<?> outer = CURRENT.get();
        CURRENT.set(this);
        received = 0;
        pending = null;
        wantsToRead = false;
        isBrokenOff = false;
        failure = null;
        try {
            result = work.get();
        } catch (Throwable thrown) {
            failure = thrown; // Unless it is broken off: then the next run decides.
        } finally {
            if (outer == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(outer);
            }
        }
    }

    /** The same on a thread that may wait while it reads; so do all later runs. */
    void runAndRead() {
        mayRead = true;
        run();
    }

    /** Whether it has read: then it runs on a thread that may wait. */
    boolean mayRead() {
        return mayRead;
    }

    /** The write that it waits for; null if there is none. */
    @Nullable
    WriteOperation<?> pending() {
        return pending;
    }

    /** Whether it has to run on a thread that may wait. */
    boolean wantsToRead() {
        return wantsToRead;
    }

    /**
     * The write that it waits for is done.
     *
     * @return whether it has to run again to make something of the answer
     */
    boolean answered() {
        WriteOperation<?> done = Objects.requireNonNull(pending);
        if (!isBrokenOff && done.failure() == null) {
            return false; // It has ended without the answer.
        }
        answers.add(new Answer(done.identity(), done.value(), done.failure()));
        return true;
    }

    void complete() {
        if (failure == null) {
            future.complete(result);
        } else {
            future.completeExceptionally(failure);
        }
    }

    void fail(Throwable cause) {
        failure = cause;
    }

    /** The answer to {@code operation}, or breaks the run off. */
    @SuppressWarnings({"unchecked", "NullAway"}) // The answer is of the same question. R may itself be a nullable type.
    <R> R write(WriteOperation<R> operation) {
        if (received < answers.size()) {
            return (R) answers.get(received++).get(operation.identity());
        }
        if (pending != null) {
            throw breakOff(); // First the write whose answer nobody needed.
        }
        pending = operation;
        if (operation.needsNoAnswer()) {
            return null;
        }
        throw breakOff();
    }

    /** What {@code question} answers, which may wait; or breaks the run off if this thread must not. */
    @SuppressWarnings({"unchecked", "NullAway"}) // The answer is of the same question. R may itself be a nullable type.
    <R> R read(Supplier<R> question) {
        if (received < answers.size()) {
            return (R) answers.get(received++).get(question.getClass());
        }
        if (pending == null && !mayRead) {
            wantsToRead = true;
        }
        if (pending != null || !mayRead) {
            throw breakOff();
        }
        received++;
        CURRENT.remove(); // What it calls meanwhile may wait.
        try {
            R value = question.get();
            answers.add(new Answer(question.getClass(), value, null));
            return value;
        } catch (RuntimeException | Error thrown) {
            answers.add(new Answer(question.getClass(), null, thrown));
            throw thrown;
        } finally {
            CURRENT.set(this);
        }
    }

    private BrokenOff breakOff() {
        isBrokenOff = true;
        return new BrokenOff();
    }

    /** The time of the first run, so that all runs are alike. */
    Instant now(Supplier<Instant> clock) {
        Instant known = now;
        if (known == null) {
            known = clock.get();
            now = known;
        }
        return known;
    }
}
