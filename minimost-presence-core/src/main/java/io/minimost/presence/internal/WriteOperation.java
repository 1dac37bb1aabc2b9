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
    private @Nullable Runnable leader;
    private @Nullable Runnable completion;
    private @Nullable Object sequence;
    private boolean needsNoAnswer;
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

    /** Another thread does the work while the caller waits: {@code wake} wakes that one. */
    void leaveTo(Runnable wake) {
        leader = wake;
    }

    /**
     * The same for a caller that does not wait.
     *
     * @param callersSequence the same object for all operations whose order matters to the caller
     * @param whenDone called once, perhaps under the write lock
     */
    void leaveTo(Runnable wake, Object callersSequence, Runnable whenDone) {
        leader = wake;
        sequence = callersSequence;
        completion = whenDone;
    }

    /** Its caller needs to know that it is done, but not with which result. */
    WriteOperation<R> withoutAnswer() {
        needsNoAnswer = true;
        return this;
    }

    boolean needsNoAnswer() {
        return needsNoAnswer;
    }

    /** What is the same whenever a call is repeated that leads to this operation. */
    Object identity() {
        return work.getClass();
    }

    /** Operations with the same one must be done in the order in which they were queued; null if no other has it. */
    @Nullable
    Object sequence() {
        return sequence;
    }

    boolean isDone() {
        return state.get() == State.DONE;
    }

    /** The thread that delivers the events if nothing else was committed with them; null if the caller cannot. */
    @Nullable
    Thread deliverer() {
        return completion == null && (leader != null || isOfThisThread()) ? caller : null;
    }

    private boolean isOfThisThread() {
        return caller == Thread.currentThread();
    }

    /** Wakes the thread that leads if it is the turn of this operation. */
    void wake() {
        if (leader == null) {
            LockSupport.unpark(caller);
        } else {
            leader.run();
        }
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
        if (completion != null) {
            completion.run();
        } else if (!isOfThisThread()) {
            LockSupport.unpark(caller);
        }
    }

    /** Why it failed; null if it has not. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    /** The result; null if there is none. */
    @Nullable
    R value() {
        return value;
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
