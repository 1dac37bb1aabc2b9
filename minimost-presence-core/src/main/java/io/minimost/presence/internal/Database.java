package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.values.StoreEvent;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/**
 * The database of a store: one write connection, several read connections, the clock, and the events after a commit.
 *
 * <p>When a call returns, its change is visible to every process. Thread-safe.
 */
public final class Database implements AutoCloseable {
    /** How long closing waits for listeners. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final DatabaseSettings settings;
    private final EventBus events;
    private final Dao<ChangeCounterSql> changeCounter;
    private final StoreCallbacks callbacks = new StoreCallbacks();
    private final AtomicInteger daoCount = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Safeguard safeguard;
    private final @Nullable JvmFileLock jvmLock;
    private final BatchCommitter committer;
    private final GroupCommitQueue queue;
    private final Optional<ReaderPool> readers;
    private Function<Instant, StoreEvent> externalChangeEvent = UnnamedEvent::new;

    /** For {@link DatabaseOpener}. */
    Database(
            DatabaseSettings settings,
            Safeguard safeguard,
            @Nullable JvmFileLock jvmLock,
            SqliteConnection first,
            Connections connections)
            throws SQLException {
        this.settings = settings;
        this.safeguard = safeguard;
        this.jvmLock = jvmLock;
        events = new EventBus(settings.name());
        changeCounter = register(ChangeCounterSql.class);
        long busyTimeoutNanos = settings.busyTimeout().toNanos();
        committer = new BatchCommitter(
                settings.name(),
                settings.file().isEmpty(),
                first,
                connections,
                safeguard,
                busyTimeoutNanos,
                events,
                callbacks,
                changeCounter);
        queue = new GroupCommitQueue(settings.name(), busyTimeoutNanos, committer, events::released);
        readers = settings.file()
                .map(file -> new ReaderPool(settings.name(), connections, safeguard, settings.readers()));
        callbacks.onSweep(new FreePagesSweep(queue, committer)::run);
    }

    void openReaders() throws SQLException {
        if (readers.isPresent()) {
            readers.get().open();
        }
    }

    /**
     * Opens the database. Creates or upgrades its tables; existing rows stay unchanged.
     *
     * @throws PresenceStoreException if the database cannot be opened
     */
    public static Database open(DatabaseSettings requested) {
        return DatabaseOpener.open(requested);
    }

    /**
     * Registers a type of SQL object. Each capability does this once, in its constructor.
     *
     * @param rowMappers for the results of its queries; as objects, so that their classes need not be public
     */
    public <T> Dao<T> register(Class<T> type, RowMapper<?>... rowMappers) {
        return new Dao<>(type, List.of(rowMappers), daoCount.getAndIncrement());
    }

    /** Runs one query. It sees all committed changes. */
    public <T, R> R read(Dao<T> dao, Function<T, R> query) {
        return query(connection -> query.apply(connection.sql(dao)));
    }

    /**
     * Runs several queries, also of several capabilities; each sees the changes committed by then. They must neither write
     * nor publish.
     */
    public <R> R read(Function<Transaction, R> queries) {
        return query(connection -> queries.apply(new Transaction(connection)));
    }

    /**
     * The same as {@link #read(Dao, Function)} while no other thread of this store writes. The query sees all changes
     * committed before, and a listener that it registers receives the events of all later commits.
     */
    public <T, R> R readBetweenCommits(Dao<T> dao, Function<T, R> query) {
        safeguard.require();
        return queryOnWriteConnection(connection -> query.apply(connection.sql(dao)));
    }

    /**
     * Runs {@code work} in a write transaction, and returns when it is committed. If {@code work} throws, this method throws
     * the same, and nothing is written.
     *
     * @throws PresenceStoreException if the database fails
     */
    public <R> R write(Durability durability, Function<Transaction, R> work) {
        requireOpen();
        safeguard.requireWritable();
        return queue.submit(new WriteOperation<>(durability, work));
    }

    /** The same for {@code work} without a result. */
    public void execute(Durability durability, Consumer<Transaction> work) {
        write(durability, transaction -> {
            work.accept(transaction);
            return Optional.empty();
        });
    }

    /** Raises MiniMost's change counter, as each durable write does that changes something. */
    public void raiseChangeCounter() {
        execute(
                Durability.EPHEMERAL,
                transaction -> transaction.sql(changeCounter).increment());
    }

    /** What the capabilities register for what concerns all of them, such as a sweep or a deletion. */
    public StoreCallbacks callbacks() {
        return callbacks;
    }

    /** The current time of the store's clock. */
    public Instant now() {
        return settings.clock().now();
    }

    /** The time since which {@code age} has passed at {@code now}, see {@link StoreClock#ago}. */
    public Instant ago(Instant now, Duration age) {
        return settings.clock().ago(now, age);
    }

    /** The latest time that counts at {@code now}, see {@link StoreClock#latest}. */
    public Instant latest(Instant now) {
        return settings.clock().latest(now);
    }

    /** The clock of the store. */
    public StoreClock clock() {
        return settings.clock();
    }

    /** Calls {@code handler} for each event of {@code type}; returns what ends the registration. */
    public <E extends StoreEvent> Runnable listen(Class<E> type, Consumer<? super E> handler) {
        return listen(type, handler, event -> true);
    }

    /**
     * The same for a handler that cannot handle every event on the thread of the call that caused it.
     *
     * @param ready whether the handler can handle an event on that thread; if not, the delivery thread delivers it
     */
    public <E extends StoreEvent> Runnable listen(
            Class<E> type, Consumer<? super E> handler, Predicate<? super E> ready) {
        requireOpen();
        return events.listen(type, handler, ready);
    }

    /** Passes all events to {@code feed}; returns what ends the registration. */
    public Runnable feed(CommitFeed feed) {
        requireOpen();
        return events.feed(feed);
    }

    /**
     * Waits until the listeners have received the events of all earlier commits.
     *
     * @return whether they have received them within {@code atMost}
     */
    public boolean awaitDelivered(Duration atMost) throws InterruptedException {
        requireOpen();
        return events.awaitDelivered(atMost);
    }

    /** Sets the event for external changes and for dropped events: listeners must then read again. */
    public void setExternalChangeEvent(Function<Instant, StoreEvent> event) {
        externalChangeEvent = event;
        events.onOverflow(() -> event.apply(now()));
    }

    /** Whether events of {@code type} have a listener or a feed. */
    public boolean hasListener(Class<?> type) {
        return events.hasListener(type);
    }

    /**
     * Publishes the event for external changes if another connection has changed the database since the last call. While a
     * write is under way it does nothing; the next call detects the change.
     *
     * @throws PresenceStoreException.Unusable if a file was deleted, replaced or truncated; then every later call throws it
     */
    public void publishExternalChange() {
        requireOpen();
        safeguard.sweep();
        queue.exclusivelyIfFree(() -> {
            try {
                if (committer.externalChange()) {
                    events.add(List.of(externalChangeEvent.apply(now())), true);
                }
            } catch (SQLException e) {
                throw committer.failedToRead(e);
            }
        });
    }

    @Override
    public void close() {
        queue.requireOutsideOfTransaction();
        if (closed.compareAndSet(false, true)) {
            // First, while listeners can still read from the store.
            events.close(CLOSE_TIMEOUT);
            try {
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
    }

    private void closeCommitter() {
        queue.exclusively(() -> {
            committer.close();
            return true;
        });
    }

    /**
     * Checks that the store is open.
     *
     * @throws PresenceStoreException.Closed if it was closed
     */
    public void requireOpen() {
        if (closed.get()) {
            throw new PresenceStoreException.Closed(settings.name());
        }
    }

    private <R> R query(Function<SqliteConnection, R> query) {
        safeguard.require();
        return readers.isPresent() ? readers.get().read(query) : queryOnWriteConnection(query);
    }

    /** A database in memory has one connection, so reads and writes take turns. */
    private <R> R queryOnWriteConnection(Function<SqliteConnection, R> query) {
        return queue.exclusively(() -> {
            try {
                return query.apply(committer.connection());
            } catch (SQLException | RuntimeException e) {
                throw committer.failedToRead(e);
            }
        });
    }
}
