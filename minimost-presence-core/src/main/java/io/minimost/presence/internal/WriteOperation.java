package io.minimost.presence.internal;

import io.minimost.presence.stats.CallKind;
import io.minimost.presence.values.StoreEvent;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A write on its way through the {@link GroupCommitQueue}, and its result. */
class WriteOperation<R> {
    private enum State {
        QUEUED,
        CLAIMED,
        ABANDONED,
        DONE
    }

    private final Durability durability;
    private final Keys keys;
    private SortedSet<String> keyNames = Collections.emptySortedSet();
    private final Function<Transaction, R> work;
    private final @Nullable DeletionMark mark;
    private final Thread caller = Thread.currentThread();
    private final AtomicReference<State> state = new AtomicReference<>(State.QUEUED);

    // Written before the state becomes DONE, and read after it.
    private @Nullable R value;
    private @Nullable Throwable failure;
    private List<StoreEvent> events = List.of();

    WriteOperation(Durability durability, Function<Transaction, R> work) {
        this(durability, Keys.NONE, work, null);
    }

    /** @param mark when the caller asked the host about what it writes; null if the caller did not */
    WriteOperation(Durability durability, Keys keys, Function<Transaction, R> work, @Nullable DeletionMark mark) {
        this.durability = durability;
        this.keys = keys;
        this.work = work;
        this.mark = mark;
    }

    Durability durability() {
        return durability;
    }

    /** What it is counted as. */
    CallKind kind() {
        return durability == Durability.DURABLE ? CallKind.DURABLE_WRITE : CallKind.EPHEMERAL_WRITE;
    }

    Keys keys() {
        return keys;
    }

    /** Finds the names of the keys, which may read from the database. */
    void findKeys() {
        keyNames = keys.find();
    }

    /** What {@link #findKeys} has found. */
    SortedSet<String> keyNames() {
        return keyNames;
    }

    /** Claims the operation for execution. Returns false if its caller has abandoned it. */
    boolean claim() {
        return state.compareAndSet(State.QUEUED, State.CLAIMED);
    }

    /** Withdraws the operation. Returns false if a leader has claimed it. */
    boolean abandon() {
        return state.compareAndSet(State.QUEUED, State.ABANDONED);
    }

    boolean isDone() {
        return state.get() == State.DONE;
    }

    /** Whether the calling thread is the one that waits for the result. */
    boolean isOfThisThread() {
        return caller == Thread.currentThread();
    }

    void wake() {
        LockSupport.unpark(caller);
    }

    /** Does the work, without a commit. */
    Transaction work(SqlSession session) {
        Transaction transaction = new Transaction(session, mark);
        value = work.apply(transaction);
        transaction.refuseDeleted();
        events = transaction.events();
        return transaction;
    }

    /** The work was done by another operation, together with its own. */
    final void done(R result, List<StoreEvent> published) {
        value = result;
        events = published;
    }

    /** The position in the log of facts when the host was asked; the greatest number if it was not asked. */
    final long markSequence() {
        return mark == null ? Long.MAX_VALUE : mark.sequence();
    }

    List<StoreEvent> events() {
        return events;
    }

    /** What it may have changed, now that it is committed. */
    ChangeScope changes() {
        return keys.changes(events);
    }

    void succeed() {
        finish();
    }

    void fail(Throwable cause) {
        failure = cause;
        finish();
    }

    private void finish() {
        state.set(State.DONE);
        if (!isOfThisThread()) {
            wake();
        }
    }

    @SuppressWarnings("NullAway") // R may itself be a nullable type.
    R result() {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        return value;
    }
}
