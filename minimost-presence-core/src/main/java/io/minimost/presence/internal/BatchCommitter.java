package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits batches of operations on the one connection that writes. Called by one thread at a time. */
final class BatchCommitter implements GroupCommitQueue.BatchRunner {
    private static final Logger LOG = LoggerFactory.getLogger(BatchCommitter.class);
    private static final long UNKNOWN = -1;
    private static final int MAX_REPEATS = 3;

    private final String store;
    private final boolean inMemory;
    private final Connections connections;
    private final Safeguard safeguard;
    private final long busyTimeoutNanos;
    private final EventBus events;
    private final StoreCallbacks callbacks;
    private final Dao<ChangeCounterSql> changeCounter;
    private @Nullable SqliteConnection connection;
    private int generation;
    private long knownDataVersion;
    private boolean closed;

    BatchCommitter(
            String store,
            boolean inMemory,
            SqliteConnection connection,
            Connections connections,
            Safeguard safeguard,
            long busyTimeoutNanos,
            EventBus events,
            StoreCallbacks callbacks,
            Dao<ChangeCounterSql> changeCounter)
            throws SQLException {
        this.store = store;
        this.inMemory = inMemory;
        this.connections = connections;
        this.safeguard = safeguard;
        this.busyTimeoutNanos = busyTimeoutNanos;
        this.events = events;
        this.callbacks = callbacks;
        this.changeCounter = changeCounter;
        this.connection = connection;
        knownDataVersion = connection.dataVersion();
    }

    @Override
    public void run(List<WriteOperation<?>> batch) {
        Throwable failure = commitTogether(batch);
        if (failure == null) {
            return;
        }
        if (batch.size() == 1 || concernsAll(failure)) {
            batch.forEach(operation -> operation.fail(failure));
            return;
        }
        // One of them spoiled the transaction, and it is rolled back. Alone, each gets what it deserves.
        Throwable common = null;
        for (WriteOperation<?> operation : batch) {
            Throwable own = common == null ? commitTogether(List.of(operation)) : common;
            if (own != null) {
                operation.fail(own);
                common = concernsAll(own) ? own : null; // Or else each of them would wait for the busy time-out.
            }
        }
    }

    /** The connection, for work outside of a transaction. */
    SqliteConnection connection() throws SQLException {
        if (closed) {
            throw new PresenceStoreException.Closed(store);
        }
        int wanted = safeguard.generation();
        if (wanted != generation) {
            generation = wanted;
            discard();
        }
        SqliteConnection current = connection;
        if (current == null) {
            current = SqliteConnection.on(connections.openWriter());
            connection = current;
            knownDataVersion = UNKNOWN; // The numbers of two connections have nothing to do with each other.
        }
        return current;
    }

    /** Whether another connection has committed a change since this was last asked. */
    boolean externalChange() throws SQLException {
        long version = connection().dataVersion();
        boolean changed = version != knownDataVersion;
        knownDataVersion = version;
        return changed;
    }

    /** What to throw for {@code failure} of a read by {@link #connection()}. */
    RuntimeException failedToRead(Throwable failure) {
        if (!inMemory && SqliteErrors.isFatalForConnection(failure)) {
            LOG.warn("{}: the connection that writes is opened anew after: {}", store, failure.toString());
            discard();
        }
        return safeguard.explain(failure);
    }

    void close() {
        closed = true;
        discard();
    }

    /** Commits the batch and completes its operations, or rolls back and returns why. */
    private @Nullable Throwable commitTogether(List<WriteOperation<?>> batch) {
        Throwable failure = attempt(batch);
        // A check of the file has passed meanwhile: the work is done again, by a connection that remembers no page.
        for (int i = 0; i < MAX_REPEATS && failure != null && generation != safeguard.generation(); i++) {
            if (!(failure instanceof PresenceStoreException.Busy)) {
                break;
            }
            failure = attempt(batch);
        }
        return failure;
    }

    private @Nullable Throwable attempt(List<WriteOperation<?>> batch) {
        if (closed) {
            return new PresenceStoreException.Closed(store);
        }
        Durability durability = durabilityOf(batch);
        try {
            safeguard.beforeBegin(durability);
        } catch (RuntimeException refusal) {
            return refusal;
        }
        Step step = Step.BEGIN;
        try {
            SqliteConnection current = connection();
            current.setDurability(durability);
            // Only here is BUSY worth another try: nothing has happened yet.
            BusyRetry.run(busyTimeoutNanos, current::begin);
            step = Step.WORK;
            boolean counts = false;
            for (WriteOperation<?> operation : batch) {
                counts |= operation.execute(current, callbacks);
            }
            if (counts) {
                current.sql(changeCounter).increment();
            }
            safeguard.beforeCommit(generation);
            step = Step.COMMIT;
            current.commit();
        } catch (Throwable failure) {
            recover(step, failure);
            RuntimeException explained = safeguard.explain(failure);
            if (step == Step.COMMIT) {
                return SqliteErrors.translateCommit(store, failure);
            }
            return failure instanceof Error ? failure : explained;
        }
        RuntimeException doubt = safeguard.afterCommit(durability);
        if (doubt != null) {
            return doubt;
        }
        boolean alone = batch.size() == 1 && batch.get(0).isOfThisThread();
        for (WriteOperation<?> operation : batch) {
            events.add(operation.events(), alone);
        }
        batch.forEach(WriteOperation::succeed);
        return null;
    }

    private static Durability durabilityOf(List<WriteOperation<?>> batch) {
        // A loop and not a stream, because this is part of every write.
        for (WriteOperation<?> operation : batch) {
            if (operation.durability() == Durability.DURABLE) {
                return Durability.DURABLE;
            }
        }
        return Durability.EPHEMERAL;
    }

    /** Ends the transaction; whenever that is not certain to have worked, by closing the connection. */
    private void recover(Step step, Throwable failure) {
        SqliteConnection current = connection;
        if (current == null || (step == Step.BEGIN && SqliteErrors.isBusy(failure))) {
            return;
        }
        boolean usable = step != Step.BEGIN
                && !SqliteErrors.isFatalForConnection(failure)
                && !(failure instanceof VirtualMachineError);
        // A database in memory lives only as long as its connection.
        if (!usable && !inMemory) {
            LOG.warn("{}: the connection that writes is opened anew after: {}", store, failure.toString());
            discard();
            return;
        }
        try {
            current.rollback();
        } catch (RuntimeException e) {
            if (inMemory) {
                LOG.debug("{}: SQLite had rolled back by itself", store, e);
            } else {
                LOG.warn("{}: a rollback failed, the connection is opened anew", store, e);
                discard();
            }
        }
    }

    private void discard() {
        SqliteConnection old = connection;
        connection = null;
        if (old != null) {
            try {
                old.close();
            } catch (SQLException | RuntimeException e) {
                LOG.warn("{}: closing a connection failed", store, e);
            }
        }
    }

    private enum Step {
        BEGIN,
        WORK,
        COMMIT
    }

    private static boolean concernsAll(Throwable failure) {
        return failure instanceof PresenceStoreException.Busy
                || failure instanceof PresenceStoreException.Closed
                || failure instanceof PresenceStoreException.OutcomeUnknown
                || failure instanceof PresenceStoreException.Unusable
                || failure instanceof PresenceStoreException.Corrupt
                || SqliteErrors.isFatalForConnection(failure);
    }
}
