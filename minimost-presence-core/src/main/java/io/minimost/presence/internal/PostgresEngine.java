package io.minimost.presence.internal;

import java.util.function.Function;

/** One connection for writes and several for reads to a database in PostgreSQL, which other nodes may use, too. */
final class PostgresEngine implements Engine {
    private final PostgresCommitter committer;
    private final GroupCommitQueue queue;
    private final PostgresReaders readers;

    PostgresEngine(PostgresSettings settings, PostgresConnections connections, EngineContext context) {
        long busyTimeoutNanos = settings.busyTimeout().toNanos();
        committer = new PostgresCommitter(connections, context, () -> {});
        queue = new GroupCommitQueue(settings.name(), busyTimeoutNanos, committer, context.events()::released);
        readers = new PostgresReaders(connections, settings.readers(), busyTimeoutNanos);
    }

    @Override
    public <R> R read(Function<SqlSession, R> queries) {
        return readers.read(queries);
    }

    @Override
    public <R> R readBetweenCommits(Function<SqlSession, R> queries) {
        return queue.exclusively(() -> readers.read(queries));
    }

    @Override
    public <R> R write(WriteOperation<R> operation) {
        queue.requireOutsideOfTransaction();
        operation.findKeys();
        return queue.submit(operation);
    }

    /** No MiniMost uses this database. */
    @Override
    public void raiseChangeCounter() {}

    @Override
    public void publishChangesElsewhere() {}

    @Override
    public void requireOutsideOfTransaction() {
        queue.requireOutsideOfTransaction();
    }

    @Override
    public void close() {
        queue.exclusively(() -> {
            committer.close();
            return true;
        });
        readers.close();
    }
}
