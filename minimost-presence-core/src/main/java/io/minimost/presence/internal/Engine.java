package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * What differs between a database in SQLite and one in PostgreSQL. Each {@link Database} has one, and no capability knows
 * which. Thread-safe.
 */
interface Engine extends AutoCloseable {
    /** Runs queries. Each sees all changes committed before it. */
    <R> R read(Function<SqlSession, R> queries);

    /**
     * Runs queries while no other thread of this store writes. They see all changes committed before, and a listener that they
     * register receives the events of all later commits.
     */
    <R> R readBetweenCommits(Function<SqlSession, R> queries);

    /** Runs {@code operation} in a write transaction, and returns when it is committed. */
    <R> R write(WriteOperation<R> operation);

    /**
     * Queues {@code operation} and returns. It is committed together with others, after those that were queued before with the same
     * sequence.
     *
     * @param whenDone called once, when the operation is committed or has failed; it must neither wait nor throw
     */
    void submit(WriteOperation<?> operation, Object sequence, Runnable whenDone);

    /** Whether {@link #submit} reads from the database before it queues {@code operation}. */
    boolean readsToQueue(WriteOperation<?> operation);

    /**
     * For a caller whose next write nobody waits for: those who wait write first. Also spares them what their commits would have
     * to do later.
     */
    void giveWay();

    /** Raises MiniMost's change counter, if the database has one. */
    void raiseChangeCounter();

    /**
     * Publishes what others have changed in the database since the last call. If it cannot look now, the next call detects it.
     */
    void publishChangesElsewhere();

    /**
     * Counts what others had committed in the database 5 ms ago as changes of everything. Looks for it only if the last look is
     * older than that.
     *
     * @return false if it cannot look now, because a write is under way
     * @throws PresenceStoreException if the database cannot be read
     */
    boolean countChangesElsewhere();

    /** Makes {@code news} known to the other nodes on the database, if it can have any. */
    void announce(NodeNews news);

    /** Whether there can be other nodes. */
    boolean reachesOtherNodes();

    /** How many other nodes use the database now; 0 if there cannot be one. */
    long otherNodes();

    /** The length of the write-ahead log beside the file; empty if there is none, or it is not known. */
    OptionalLong walBytes();

    /**
     * Copies the database to a file that does not exist yet, while others write.
     *
     * @return the number of rows by table
     */
    Map<String, Long> backUp(Path target);

    /**
     * Refuses a call from within a transaction of this store.
     *
     * @throws IllegalStateException if it is one
     */
    void requireOutsideOfTransaction();

    /** Closes all connections. The calls that are under way end first. */
    @Override
    void close();
}
