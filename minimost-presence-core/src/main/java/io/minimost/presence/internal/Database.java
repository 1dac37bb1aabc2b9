package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.stats.DatabaseStats;
import io.minimost.presence.stats.StoreActivity;
import io.minimost.presence.values.StoreEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/**
 * The database of a store, with its clock, and the events after a commit.
 *
 * <p>When a call returns, its change is visible to every process. Thread-safe.
 */
public final class Database implements AutoCloseable {
    /** How long closing waits for listeners. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final String name;
    private final StoreClock clock;
    private final Engine engine;
    private final EventBus events;
    private final StoreCallbacks callbacks;
    private final Daos daos;
    private final ActivityRecorder activity;
    private final DatabaseMeasurement measurement;
    private final DeletionMarks deletionMarks;
    private final AnswerVersions versions;
    private final AsyncCalls asyncCalls;
    private final AtomicBoolean closed = new AtomicBoolean();

    Database(String name, StoreClock clock, EngineContext context, Engine engine) {
        this.name = name;
        this.clock = clock;
        Engine measured = new MeasuredEngine(engine, context.activity());
        asyncCalls = new AsyncCalls(name, measured);
        this.engine = new AsyncEngine(measured, asyncCalls);
        events = context.events();
        callbacks = context.callbacks();
        daos = context.daos();
        activity = context.activity();
        measurement = new DatabaseMeasurement(daos);
        deletionMarks = new DeletionMarks(name);
        versions = new AnswerVersions(this.engine, context.changes(), this::requireOpen);
    }

    /** Opens the database, and creates or upgrades its tables. Throws {@link PresenceStoreException} if that fails. */
    public static Database open(DatabaseSettings requested) {
        return DatabaseOpener.open(requested);
    }

    /** The same for a database in PostgreSQL. */
    public static Database open(PostgresSettings settings) {
        return PostgresOpener.open(settings);
    }

    /**
     * Registers a type of SQL object. Each capability does this once, in its constructor.
     *
     * @param rowMappers for the results of its queries; as objects, so that their classes need not be public
     */
    public <T> Dao<T> register(Class<T> type, RowMapper<?>... rowMappers) {
        return daos.register(type, type, rowMappers);
    }

    /**
     * The same for a type some of whose statements PostgreSQL does not understand.
     *
     * @param postgresType has these in the words of PostgreSQL
     */
    public <T> Dao<T> register(Class<T> type, Class<? extends T> postgresType, RowMapper<?>... rowMappers) {
        return daos.register(type, postgresType, rowMappers);
    }

    /** Runs one query. It sees all committed changes. */
    public <T, R> R read(Dao<T> dao, Function<T, R> query) {
        return engine.read(session -> query.apply(session.sql(dao)));
    }

    /** Runs several queries, which neither write nor publish; each sees the changes committed by then. */
    public <R> R read(Function<Transaction, R> queries) {
        return engine.read(session -> queries.apply(new Transaction(session)));
    }

    /**
     * The same as {@link #read(Dao, Function)} while no other thread of this store writes. The query sees all changes
     * committed before, and a listener that it registers receives the events of all later commits.
     */
    public <T, R> R readBetweenCommits(Dao<T> dao, Function<T, R> query) {
        return engine.readBetweenCommits(session -> query.apply(session.sql(dao)));
    }

    /**
     * Runs {@code work} in a write transaction, and returns when it is committed. If {@code work} throws, this method throws
     * the same, and nothing is written. While {@code keys} are held, no other write touches what they name.
     */
    public <R> R write(Durability durability, Keys keys, Function<Transaction, R> work) {
        return write(mark -> new WriteOperation<>(durability, keys, work, mark));
    }

    /** The same for {@code work} whose statements each decide and write at once. */
    public <R> R write(Durability durability, Function<Transaction, R> work) {
        return write(durability, Keys.NONE, work);
    }

    /** Runs {@code merge}, perhaps together with what other callers ask it for, and returns when it is committed. */
    public <A, R> R merge(Merge<A, R> merge, A argument) {
        return write(mark -> new MergeOperation<>(merge, argument, mark));
    }

    /** The same for a caller who needs no result. */
    public <A, R> void execute(Merge<A, R> merge, A argument) {
        var unused = write(mark -> new MergeOperation<>(merge, argument, mark).withoutAnswer());
    }

    /** The same as {@link #write(Durability, Keys, Function)} for {@code work} without a result. */
    public void execute(Durability durability, Keys keys, Consumer<Transaction> work) {
        Function<Transaction, Boolean> done = transaction -> {
            work.accept(transaction);
            return true;
        };
        var unused = write(mark -> new WriteOperation<>(durability, keys, done, mark).withoutAnswer());
    }

    /** The same as {@link #write(Durability, Function)} for {@code work} without a result. */
    public void execute(Durability durability, Consumer<Transaction> work) {
        execute(durability, Keys.NONE, work);
    }

    /** Lets those who wait write first, for a caller whose next write nobody waits for. */
    public void giveWay() {
        engine.giveWay();
    }

    /** For callers that do not wait. */
    public AsyncCalls async() {
        return asyncCalls;
    }

    /** Raises MiniMost's change counter, as each durable write does that changes something. */
    public void raiseChangeCounter() {
        requireOpen();
        engine.raiseChangeCounter();
    }

    /** What the capabilities register for what concerns all of them, such as a sweep or a deletion. */
    public StoreCallbacks callbacks() {
        return callbacks;
    }

    /** Against writes that bring back what is deleted while the host is asked about it. */
    public DeletionMarks deletionMarks() {
        return deletionMarks;
    }

    /** For those who keep answers. */
    public AnswerVersions versions() {
        return versions;
    }

    /** The name in messages: the file, or the schema. */
    public String name() {
        return name;
    }

    /** Whether it was closed. */
    public boolean isClosed() {
        return closed.get();
    }

    /** The current time of the store's clock. */
    public Instant now() {
        AsyncCall<?> call = AsyncCall.current(asyncCalls);
        return call == null ? clock.now() : call.now(clock::now);
    }

    /** The time since which {@code age} has passed at {@code now}, see {@link StoreClock#ago}. */
    public Instant ago(Instant now, Duration age) {
        return clock.ago(now, age);
    }

    /** The clock of the store. */
    public StoreClock clock() {
        return clock;
    }

    /** Calls {@code handler} for each event of {@code type}; returns what ends the registration. */
    public <E extends StoreEvent> Runnable listen(Class<E> type, Consumer<? super E> handler) {
        return listen(type, handler, event -> true);
    }

    /** The same for a handler that is not always {@code ready} for an event on the thread of the call that caused it. */
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

    /** Returns whether the listeners have received the events of all earlier commits within {@code atMost}. */
    public boolean awaitDelivered(Duration atMost) throws InterruptedException {
        requireOpen();
        return events.awaitDelivered(atMost);
    }

    /** Sets what makes the events about changes elsewhere, and about events that were dropped: listeners must then read again. */
    public void setChangesElsewhere(ChangesElsewhere changes) {
        events.setChangesElsewhere(changes, this::now);
    }

    /** Makes {@code news} known to the other nodes on the database, if it can have any. */
    public void announce(NodeNews news) {
        requireOpen();
        engine.announce(news);
    }

    /** Whether there can be other nodes. */
    public boolean reachesOtherNodes() {
        requireOpen();
        return engine.reachesOtherNodes();
    }

    /** Whether another node uses the database now; false if there cannot be one. */
    public boolean hasOtherNodes() {
        requireOpen();
        return engine.otherNodes() > 0;
    }

    /** Whether events of {@code type} have a listener or a feed. */
    public boolean hasListener(Class<?> type) {
        return events.hasListener(type);
    }

    /** What was done since the database was opened. Does not ask the database. */
    public StoreActivity activity() {
        requireOpen();
        return activity.snapshot(events.lag(), asyncCalls.activity());
    }

    /** What the database holds now. */
    public DatabaseStats measure() {
        requireOpen();
        return measurement.of(engine);
    }

    /** Copies the database to a file; returns the number of rows by table. */
    public Map<String, Long> backUp(Path target) {
        requireOpen();
        return engine.backUp(target);
    }

    /**
     * Publishes what others have changed in the database since the last call. If it cannot look now, because a write is under
     * way, the next call detects it.
     *
     * @throws PresenceStoreException.Unusable if a file was deleted, replaced or truncated; then every later call throws it
     */
    public void publishChangesElsewhere() {
        requireOpen();
        engine.publishChangesElsewhere();
    }

    @Override
    public void close() {
        engine.requireOutsideOfTransaction();
        asyncCalls.close(CLOSE_TIMEOUT);
        if (closed.compareAndSet(false, true)) {
            // First, while listeners can still read from the store.
            events.close(CLOSE_TIMEOUT);
            engine.close();
            asyncCalls.shutdown();
            asyncCalls.close(CLOSE_TIMEOUT); // The rest fails now.
        }
    }

    private <R> R write(Function<@Nullable DeletionMark, WriteOperation<R>> operation) {
        requireOpen();
        return deletionMarks.underMark(mark -> engine.write(operation.apply(mark)));
    }

    /** Throws {@link PresenceStoreException.Closed} if it was closed. */
    public void requireOpen() {
        if (isClosed()) {
            throw new PresenceStoreException.Closed(name);
        }
    }
}
