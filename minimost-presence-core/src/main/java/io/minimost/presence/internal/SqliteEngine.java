package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One write connection and several read connections to an SQLite file; one connection for all to a database in memory. */
final class SqliteEngine implements Engine {
    private final String store;
    private final EventBus events;
    private final FreshLook look;
    private final ReentrantLock looking = new ReentrantLock();
    private final Dao<ChangeCounterSql> changeCounter;
    private final Safeguard safeguard;
    private final @Nullable ClassLoaderGuard jvmLock;
    private final BatchCommitter committer;
    private final GroupCommitQueue queue;
    private final Optional<ReaderPool> readers;
    private final Optional<Path> wal;
    private final Optional<EarlyCheckpoint> checkpoint;

    /** For {@link DatabaseOpener}. */
    SqliteEngine(
            DatabaseSettings settings,
            EngineContext context,
            Safeguard safeguard,
            @Nullable ClassLoaderGuard jvmLock,
            SqliteConnection first,
            Connections connections)
            throws SQLException {
        store = settings.name();
        events = context.events();
        look = context.look();
        this.safeguard = safeguard;
        this.jvmLock = jvmLock;
        changeCounter = context.daos().register(ChangeCounterSql.class, ChangeCounterSql.class);
        long busyTimeoutNanos = settings.busyTimeout().toNanos();
        committer = new BatchCommitter(
                store,
                settings.file().isEmpty(),
                first,
                connections,
                safeguard,
                busyTimeoutNanos,
                context,
                changeCounter);
        queue = new GroupCommitQueue(store, busyTimeoutNanos, context.activity().counting(committer), events::released);
        wal = settings.file().map(file -> file.resolveSibling(file.getFileName() + "-wal"));
        readers = settings.file().map(file -> new ReaderPool(store, connections, safeguard, settings.readers()));
        checkpoint = settings.file().map(file -> new EarlyCheckpoint(store, connections, safeguard));
        context.callbacks().onSweep(this::giveWay);
        context.callbacks().onSweep(new FreePagesSweep(queue, committer, this::giveWay, this::checkpoint)::run);
    }

    void openReaders() throws SQLException {
        if (readers.isPresent()) {
            readers.get().open();
        }
    }

    @Override
    public <R> R read(Function<SqlSession, R> queries) {
        safeguard.require();
        return readers.isPresent() ? readers.get().read(queries) : queryOnWriteConnection(queries);
    }

    @Override
    public <R> R readBetweenCommits(Function<SqlSession, R> queries) {
        safeguard.require();
        return queryOnWriteConnection(queries);
    }

    @Override
    public <R> R write(WriteOperation<R> operation) {
        safeguard.requireWritable();
        return queue.submit(operation);
    }

    /** Who leads checks the files. */
    @Override
    public void submit(WriteOperation<?> operation, Object sequence, Runnable whenDone) {
        queue.submit(operation, sequence, whenDone);
    }

    @Override
    public boolean readsToQueue(WriteOperation<?> operation) {
        return false;
    }

    @Override
    public void giveWay() {
        queue.giveWay();
        checkpoint.ifPresent(EarlyCheckpoint::runIfDue);
    }

    /** Returns whether the file now has all that is in the log; a database in memory has none. */
    private boolean checkpoint() {
        return checkpoint.map(EarlyCheckpoint::run).orElse(true);
    }

    @Override
    public void raiseChangeCounter() {
        write(new WriteOperation<>(Durability.EPHEMERAL, transaction -> {
            transaction.sql(changeCounter).increment();
            return true;
        }));
    }

    /** Stores on a file look for changes by others, and tell them nothing. */
    @Override
    public void announce(NodeNews news) {}

    @Override
    public boolean reachesOtherNodes() {
        return false;
    }

    @Override
    public long otherNodes() {
        return 0;
    }

    /** By its attributes, not by SQLite: only a checkpoint would tell. */
    @Override
    public OptionalLong walBytes() {
        return wal.map(FileSnapshot::sizeOf).orElse(OptionalLong.empty());
    }

    @Override
    public Map<String, Long> backUp(Path target) {
        queue.requireOutsideOfTransaction();
        safeguard.require();
        Backup backup = new Backup(store, target);
        if (readers.isPresent()) {
            readers.get().read(connection -> copied(connection, backup));
        } else {
            queryOnWriteConnection(connection -> copied(connection, backup));
        }
        return backup.verify();
    }

    private boolean copied(SqliteConnection connection, Backup backup) {
        try {
            connection.copyTo(backup);
            return true;
        } catch (SQLException e) {
            throw safeguard.explain(e);
        }
    }

    @Override
    public void requireOutsideOfTransaction() {
        queue.requireOutsideOfTransaction();
    }

    /** @throws PresenceStoreException.Unusable if a file was deleted, replaced or truncated; then every later call throws it */
    @Override
    public void publishChangesElsewhere() {
        safeguard.sweep();
        queue.exclusivelyIfFree(() -> {
            try {
                if (committer.externalChange()) {
                    events.add(List.of(events.externalChange()), true);
                }
            } catch (SQLException e) {
                throw committer.failedToRead(e);
            }
        });
    }

    /** Nobody else has a database in memory. */
    @Override
    public boolean countChangesElsewhere() {
        safeguard.require();
        if (readers.isEmpty() || !look.isDue()) {
            return true;
        }
        // One for all: a look takes some microseconds.
        looking.lock();
        try {
            if (look.isDue()) {
                queue.exclusivelyIfFree(() -> {
                    try {
                        committer.countExternalChange();
                    } catch (SQLException e) {
                        throw committer.failedToRead(e);
                    }
                });
            }
            return !look.isDue();
        } finally {
            looking.unlock();
        }
    }

    @Override
    public void close() {
        try {
            checkpoint.ifPresent(EarlyCheckpoint::close);
            // If the write connection closes last, SQLite checkpoints and deletes the write-ahead log.
            if (safeguard.mayTidyUp()) {
                safeguard.close();
                readers.ifPresent(ReaderPool::close);
                closeCommitter();
            } else {
                closeCommitter();
                readers.ifPresent(ReaderPool::close);
                safeguard.close();
            }
        } finally {
            if (jvmLock != null) {
                jvmLock.close();
            }
        }
    }

    private void closeCommitter() {
        queue.exclusively(() -> {
            committer.close();
            return true;
        });
        queue.close();
    }

    /** A database in memory has one connection, so reads and writes take turns. */
    private <R> R queryOnWriteConnection(Function<? super SqliteConnection, R> queries) {
        return queue.exclusively(() -> {
            try {
                return queries.apply(committer.connection());
            } catch (SQLException | RuntimeException e) {
                throw committer.failedToRead(e);
            }
        });
    }
}
