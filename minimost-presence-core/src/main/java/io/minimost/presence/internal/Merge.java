package io.minimost.presence.internal;

import io.minimost.presence.values.StoreEvent;
import java.util.List;

/**
 * Work that many callers ask for at the same time, such as a keystroke. PostgreSQL does it for all of them in one statement,
 * which sorts the rows, so that two nodes cannot wait for each other. SQLite, where a statement costs no message, does it for
 * one after the other.
 *
 * @param <A> what it is asked for
 * @param <R> its result
 */
public interface Merge<A, R> {
    /** What its commit guarantees. */
    Durability durability();

    /** What a call with {@code argument} may have changed that has published {@code events}: nothing outside of that scope. */
    default ChangeScope changes(A argument, List<StoreEvent> events) {
        return ChangeScope.EVERYTHING;
    }

    /** Does the work of one call. */
    R run(Transaction transaction, A argument);

    /**
     * Does the work of several calls, as if {@link #run} had done it one after the other, in any order. It completes those
     * calls that it has done; the others are then run one by one. All rows are written by one statement, which leaves out those
     * whose {@link MergedCall#mark} is older than the last deletion, with all other calls about the same row: the answer does
     * not tell them apart. The same statement writes the facts of its events, see {@link Transaction#factsAreWritten}: when it
     * has run, all is committed.
     */
    void runAll(Transaction transaction, List<MergedCall<A, R>> calls);
}
