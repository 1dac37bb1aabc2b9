package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.values.StoreEvent;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits batches of operations on one connection: each {@link Merge} in a transaction of one statement, and all others in one
 * transaction. The callers of a batch wait at the same time, so its operations may run in any order.
 */
final class PostgresCommitter implements GroupCommitQueue.BatchRunner {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresCommitter.class);

    private final PostgresConnections connections;
    private final EngineContext context;
    private final Dao<PostgresNodeSql> nodes;
    private final Consumer<List<StoreEvent>> announcer;
    private @Nullable PostgresConnection connection;
    private boolean isUnfinished; // A stack overflow has broken off even the end of a transaction.
    private boolean hasUnknownChange; // A commit may have taken place whose events nobody knows.
    private volatile String ownLogName = "";
    private boolean closed;

    /** @param announcer called with the events of each commit */
    PostgresCommitter(
            PostgresConnections connections,
            EngineContext context,
            Dao<PostgresNodeSql> nodes,
            Consumer<List<StoreEvent>> announcer) {
        this.connections = connections;
        this.context = context;
        this.nodes = nodes;
        this.announcer = announcer;
    }

    @Override
    public void run(List<WriteOperation<?>> batch) {
        IdentityHashMap<Merge<?, ?>, List<MergeOperation<?, ?>>> merges = new IdentityHashMap<>();
        List<WriteOperation<?>> others = new ArrayList<>();
        for (WriteOperation<?> operation : batch) {
            if (operation instanceof MergeOperation<?, ?> merge) {
                merges.computeIfAbsent(merge.merge(), key -> new ArrayList<>()).add(merge);
            } else {
                others.add(operation);
            }
        }
        merges.values().forEach(operations -> others.addAll(runMerged(operations, batch.size() == 1)));
        List<WriteOperation<?>> together = new ArrayList<>();
        for (WriteOperation<?> operation : others) {
            if (operation.keys().isEverything()) {
                // Alone: what it deletes must be in the log before others look whether something was deleted.
                runAll(List.of(operation), batch.size() == 1);
            } else {
                together.add(operation);
            }
        }
        if (!together.isEmpty()) {
            // In the order of their keys, in which statements for many callers lock rows, too.
            together.sort(Comparator.comparing(operation ->
                    operation.keyNames().isEmpty() ? "" : operation.keyNames().first()));
            runAll(together, batch.size() == 1);
        }
    }

    /** Gives the log of facts a new name if the server has lost some, so that no old position counts any more. */
    void renameLog() {
        Throwable failure = attempt(this::rename);
        if (failure instanceof Error error) {
            throw error;
        } else if (failure != null) {
            throw (RuntimeException) failure;
        }
    }

    private void rename() throws SQLException {
        PostgresConnection current = connection();
        current.begin(Durability.DURABLE, true, new TreeSet<>());
        PostgresNodeSql sql = current.sql(nodes);
        String name = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        int renamed = sql.renameLog(name);
        ownLogName = name;
        sql.markAlive();
        current.commit();
        if (renamed > 0) {
            LOG.warn("{}: the server lost facts in a crash; clients read everything again", connections.store());
            context.events().add(context.events().newsLost(), false); // The news were not written, either.
        }
    }

    /** Whether this node has given the log its name, and so has published what was lost. */
    boolean hasRenamedLogTo(String name) {
        return name.equals(ownLogName);
    }

    void close() {
        closed = true;
        discard();
    }

    /** Runs the operations of one merge, and returns those that have to run alone. */
    private List<WriteOperation<?>> runMerged(List<MergeOperation<?, ?>> operations, boolean alone) {
        List<WriteOperation<?>> rest = new ArrayList<>();
        Throwable failure = attempt(() -> {
            rest.clear();
            rest.addAll(merge(cast(operations), alone));
        });
        if (failure != null) {
            rest.clear();
            operations.forEach(operation -> operation.fail(failure));
        }
        return rest;
    }

    @SuppressWarnings("unchecked") // All operations of one merge have the same types.
    private static List<MergeOperation<Object, Object>> cast(List<MergeOperation<?, ?>> operations) {
        return (List<MergeOperation<Object, Object>>) (List<?>) operations;
    }

    private List<WriteOperation<?>> merge(List<MergeOperation<Object, Object>> operations, boolean alone)
            throws SQLException {
        PostgresConnection current = connection();
        Merge<Object, Object> merge = operations.get(0).merge();
        List<MergedCall<Object, Object>> calls =
                operations.stream().map(MergeOperation::call).toList();
        Transaction transaction = new Transaction(current);
        current.beginSingle(merge.durability());
        merge.runAll(transaction, calls);
        calls.forEach(call -> call.events().forEach(transaction::publish));
        transaction.writeLog(context.callbacks());
        current.endSingle();
        List<WriteOperation<?>> rest = new ArrayList<>();
        List<WriteOperation<?>> done = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            (operations.get(i).takeOver(calls.get(i)) ? done : rest).add(operations.get(i));
        }
        context.count(operations);
        publish(transaction, alone && done.size() == 1 ? done.get(0).deliverer() : null);
        done.forEach(WriteOperation::succeed);
        return rest;
    }

    private void runAll(List<WriteOperation<?>> operations, boolean alone) {
        Throwable failure = attempt(() -> commitTogether(operations, alone));
        if (failure == null) {
            return;
        }
        if (operations.size() == 1 || PostgresErrors.concernsAll(failure)) {
            operations.forEach(operation -> operation.fail(failure));
            return;
        }
        // One operation failed, and all were rolled back. Each is now committed alone.
        Throwable common = null;
        for (WriteOperation<?> operation : operations) {
            Throwable own = common == null ? attempt(() -> commitTogether(List.of(operation), false)) : common;
            if (own != null) {
                operation.fail(own);
                common = PostgresErrors.concernsAll(own) ? own : null;
            }
        }
    }

    private void commitTogether(List<WriteOperation<?>> operations, boolean alone) throws SQLException {
        Durability durability = Durability.EPHEMERAL;
        boolean exclusive = false;
        SortedSet<String> keys = new TreeSet<>();
        for (WriteOperation<?> operation : operations) {
            durability = operation.durability() == Durability.DURABLE ? Durability.DURABLE : durability;
            exclusive |= operation.keys().isEverything();
            keys.addAll(operation.keyNames());
        }
        PostgresConnection current = connection();
        current.begin(durability, exclusive, keys);
        Transaction all = new Transaction(current);
        for (WriteOperation<?> operation : operations) {
            operation.work(current).events().forEach(all::publish);
        }
        log(current, all);
        current.commit();
        context.count(operations);
        publish(all, alone ? operations.get(0).deliverer() : null);
        operations.forEach(WriteOperation::succeed);
    }

    /** Writes the facts of the transaction last: other nodes wait for their numbers until the commit. */
    private void log(PostgresConnection current, Transaction transaction) {
        transaction.runPublishCallbacks(context.callbacks());
        current.commitWithNext();
        transaction.writeLog(context.callbacks());
    }

    private void publish(Transaction transaction, @Nullable Thread alone) {
        if (!transaction.events().isEmpty()) {
            context.events().add(transaction.events(), alone);
            announcer.accept(transaction.events());
        }
    }

    private interface Attempt {
        void run() throws SQLException;
    }

    /** Runs {@code work}, again if others were in its way. Returns the failure, or null. */
    private @Nullable Throwable attempt(Attempt work) {
        boolean mayBeCommitted = false;
        for (int i = 1; true; i++) {
            boolean isFresh = connection == null;
            Throwable failure = tryOnce(work);
            if (failure == null) {
                if (mayBeCommitted || hasUnknownChange) {
                    hasUnknownChange = false;
                    context.events().add(List.of(context.events().externalChange()), false);
                }
                return null;
            }
            context.changes().changed(ChangeScope.EVERYTHING); // It may be committed all the same.
            boolean isLost = PostgresErrors.isLostConnection(failure);
            boolean mayHaveCommitted = connection != null && connection.mayHaveCommitted();
            // What one statement for many callers does may be done twice.
            boolean isRepeatable = !mayHaveCommitted || (connection != null && connection.isSingle());
            recover(failure);
            isUnfinished = false;
            // A server that was restarted has closed a connection that was idle.
            boolean wasIdle = isLost && !isFresh && i == 1 && isRepeatable;
            mayBeCommitted |= isLost && mayHaveCommitted;
            boolean hasRenamed = PostgresErrors.hasLostFacts(failure) && tryOnce(this::rename) == null;
            if (i == PostgresErrors.MAX_TRIES || !(wasIdle || hasRenamed || PostgresErrors.isConflict(failure))) {
                hasUnknownChange |= mayBeCommitted || (failure instanceof Error && mayHaveCommitted);
                return PostgresErrors.forCaller(connections.store(), failure, mayBeCommitted);
            }
            context.activity().retried();
        }
    }

    private @Nullable Throwable tryOnce(Attempt work) {
        try {
            work.run();
            isUnfinished = false;
            return null;
        } catch (Throwable e) {
            return e;
        }
    }

    private PostgresConnection connection() throws SQLException {
        if (closed) {
            throw new PresenceStoreException.Closed(connections.store());
        }
        PostgresConnection current = connection;
        if (current != null && (isUnfinished || connections.isTooOld(current))) {
            discard();
            current = null;
        }
        if (current == null) {
            current = connections.openToWrite();
            connection = current;
        }
        isUnfinished = true;
        return current;
    }

    private void recover(Throwable failure) {
        PostgresConnection current = connection;
        if (current == null) {
            return;
        }
        if (PostgresErrors.isFatalForConnection(failure)) {
            LOG.warn(
                    "{}: the write connection is reopened after: {}",
                    connections.store(),
                    PostgresErrors.problem(failure));
            discard();
            return;
        }
        try {
            current.rollback();
        } catch (SQLException | RuntimeException e) {
            LOG.warn("{}: a rollback failed, the write connection is reopened", connections.store(), e);
            discard();
        }
    }

    private void discard() {
        if (connection != null) {
            connections.close(connection); // First: if it is broken off, it is done again.
        }
        connection = null;
    }
}
