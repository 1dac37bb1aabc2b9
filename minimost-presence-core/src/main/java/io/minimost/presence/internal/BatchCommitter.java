package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits batches of operations on the write connection. Called by one thread at a time. */
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
    private final EngineContext context;
    private final Dao<ChangeCounterSql> changeCounter;
    private final Runnable onRetry;
    private @Nullable SqliteConnection connection;
    private boolean isUnfinished; // A stack overflow has broken off even the end of a transaction.
    private int generation;
    private long knownDataVersion;
    private long countedDataVersion;
    private boolean closed;

    BatchCommitter(
            String store,
            boolean inMemory,
            SqliteConnection connection,
            Connections connections,
            Safeguard safeguard,
            long busyTimeoutNanos,
            EngineContext context,
            Dao<ChangeCounterSql> changeCounter)
            throws SQLException {
        this.store = store;
        this.inMemory = inMemory;
        this.connections = connections;
        this.safeguard = safeguard;
        this.busyTimeoutNanos = busyTimeoutNanos;
        events = context.events();
        callbacks = context.callbacks();
        this.context = context;
        onRetry = context.activity()::retried;
        this.changeCounter = changeCounter;
        this.connection = connection;
        knownDataVersion = connection.dataVersion();
        countedDataVersion = knownDataVersion;
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
        // One operation failed, and the whole batch was rolled back. Each operation is now committed alone.
        Throwable common = null;
        for (WriteOperation<?> operation : batch) {
            Throwable own = common == null ? commitTogether(List.of(operation)) : common;
            if (own != null) {
                operation.fail(own);
                common = concernsAll(own) ? own : null; // Otherwise each of them would wait for the busy time-out.
            }
        }
    }

    /** The write connection, for work outside a transaction; opens it again if it was closed. */
    SqliteConnection connection() throws SQLException {
        if (closed) {
            throw new PresenceStoreException.Closed(store);
        }
        int wanted = safeguard.generation();
        if (wanted != generation || (isUnfinished && !inMemory)) {
            generation = wanted;
            discard();
        }
        SqliteConnection current = connection;
        if (current == null) {
            current = SqliteConnection.on(connections.openWriter());
            connection = current;
            countedDataVersion = UNKNOWN;
            knownDataVersion = UNKNOWN; // The versions of two connections are not comparable.
        }
        return current;
    }

    /** Whether another connection has committed a change since the last call. */
    boolean externalChange() throws SQLException {
        long version = connection().dataVersion();
        boolean changed = version != knownDataVersion;
        knownDataVersion = version;
        return changed;
    }

    /** Counts what other connections have committed since the last call as changes of everything. */
    void countExternalChange() throws SQLException {
        countExternalChange(connection(), context.look().begin());
    }

    private void countExternalChange(SqliteConnection current, long beginNanos) throws SQLException {
        long version = current.dataVersion();
        if (version != countedDataVersion) {
            countedDataVersion = version;
            context.changes().changed(ChangeScope.EVERYTHING);
        }
        context.look().done(beginNanos);
    }

    /** Releases some of {@code pages}; returns whether there were any. Does nothing while another process writes. */
    boolean release(FreePages pages) throws SQLException {
        safeguard.require();
        try {
            boolean any = pages.release(connection());
            safeguard.releasedPages();
            return any;
        } catch (SQLException e) {
            if (SqliteErrors.isBusy(e)) {
                return false;
            }
            throw e;
        }
    }

    /** The exception for a failed read on {@link #connection()}. Closes the connection if it is unusable. */
    RuntimeException failedToRead(Throwable failure) {
        if (!inMemory && SqliteErrors.isFatalForConnection(failure)) {
            LOG.warn("{}: the write connection is reopened after: {}", store, failure.toString());
            discard();
        }
        return safeguard.explain(failure);
    }

    void close() {
        closed = true;
        discard();
    }

    /** Commits the batch and completes its operations and returns null, or rolls back and returns the failure. */
    private @Nullable Throwable commitTogether(List<WriteOperation<?>> batch) {
        Throwable failure = attempt(batch);
        // A check of the file has passed meanwhile: repeats the work, on a connection without cached pages.
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
            isUnfinished = true;
            current.setDurability(durability);
            long beginNanos = context.look().begin();
            // Only BEGIN is retried on BUSY, because nothing has happened yet.
            BusyRetry.run(busyTimeoutNanos, current::begin, onRetry);
            step = Step.WORK;
            if (!inMemory && context.look().isDueForWriter(beginNanos)) {
                countExternalChange(current, beginNanos);
            }
            boolean counts = false;
            for (WriteOperation<?> operation : batch) {
                counts |= execute(operation, current);
            }
            if (counts) {
                current.sql(changeCounter).increment();
            }
            safeguard.beforeCommit(generation);
            step = Step.COMMIT;
            current.commit();
            isUnfinished = false;
        } catch (Throwable failure) {
            // The stack is used up here: the next one closes the connection.
            if (inMemory || !(failure instanceof StackOverflowError)) {
                recover(step, failure);
                isUnfinished = false;
            }
            if (step == Step.COMMIT) {
                context.changes().changed(ChangeScope.EVERYTHING); // It may be committed all the same.
            }
            RuntimeException explained = safeguard.explain(failure);
            if (step == Step.COMMIT) {
                return SqliteErrors.translateCommit(store, failure);
            }
            return failure instanceof Error ? failure : explained;
        }
        context.count(batch);
        RuntimeException doubt = safeguard.afterCommit(durability);
        if (doubt != null) {
            return doubt;
        }
        Thread alone = batch.size() == 1 ? batch.get(0).deliverer() : null;
        for (WriteOperation<?> operation : batch) {
            events.add(operation.events(), alone);
        }
        batch.forEach(WriteOperation::succeed);
        return null;
    }

    /** Does the work of {@code operation}. Returns whether MiniMost's change counter must move. */
    private boolean execute(WriteOperation<?> operation, SqliteConnection current) throws SQLException {
        boolean mayCount = operation.durability() == Durability.DURABLE;
        long before = mayCount ? current.totalChanges() : 0;
        Transaction transaction = operation.work(current);
        boolean counts = mayCount && transaction.concernsMiniMost() && current.totalChanges() != before;
        // After the count of changes: MiniMost does not read what these callbacks write.
        transaction.runPublishCallbacks(callbacks);
        transaction.writeLog(callbacks);
        return counts;
    }

    private static Durability durabilityOf(List<WriteOperation<?>> batch) {
        // A loop, not a stream, because every write runs this.
        for (WriteOperation<?> operation : batch) {
            if (operation.durability() == Durability.DURABLE) {
                return Durability.DURABLE;
            }
        }
        return Durability.EPHEMERAL;
    }

    /** Ends the transaction. If it is not certain that a rollback works, closes the connection instead. */
    private void recover(Step step, Throwable failure) {
        SqliteConnection current = connection;
        if (current == null || (step == Step.BEGIN && SqliteErrors.isBusy(failure))) {
            return;
        }
        boolean usable = step != Step.BEGIN
                && !SqliteErrors.isFatalForConnection(failure)
                && !(failure instanceof VirtualMachineError);
        // A database in memory exists only as long as its connection.
        if (!usable && !inMemory) {
            LOG.warn("{}: the write connection is reopened after: {}", store, failure.toString());
            discard();
            return;
        }
        try {
            current.rollback();
        } catch (SQLException | RuntimeException e) {
            if (inMemory) {
                LOG.debug("{}: SQLite has already rolled back", store, e);
            } else {
                LOG.warn("{}: a rollback failed, the write connection is reopened", store, e);
                discard();
            }
        }
    }

    private void discard() {
        SqliteConnection old = connection;
        if (old != null) {
            if (isUnfinished) {
                connections.rollback(old);
            }
            connections.close(old); // Before it is forgotten: if it is broken off, it is done again.
        }
        connection = null;
        isUnfinished = false;
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
