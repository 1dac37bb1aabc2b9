package io.minimost.presence.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.SortedSet;

/** One connection with its attached SQL objects and prepared statements. Its owner confines it to one thread at a time. */
final class PostgresConnection implements SqlSession, AutoCloseable {
    private static final String COMMIT = "COMMIT";
    private static final String SET_DURABILITY = "SELECT set_config('synchronous_commit', ?, true), ";
    private static final String LOCK_ALONE = SET_DURABILITY + "pg_advisory_xact_lock(?)";
    private static final String LOCK_SHARED = SET_DURABILITY + "pg_advisory_xact_lock_shared(?)";

    private final Connection connection;
    private final LockNumbers locks;
    private final StatementPipeline pipeline;
    private final JdbiSession jdbi;
    private final long openedNanos = System.nanoTime();
    private boolean isOpen;
    private boolean isSingle;

    PostgresConnection(Connection connection, LockNumbers locks) {
        this.connection = connection;
        this.locks = locks;
        pipeline = new StatementPipeline(connection);
        jdbi = new JdbiSession(connection, pipeline);
    }

    @Override
    public <T> T sql(Dao<T> dao) {
        return jdbi.sql(dao);
    }

    /** Begins a transaction that takes its locks first; they are sent with its first statement. */
    void begin(Durability durability, boolean exclusive, SortedSet<String> keys) throws SQLException {
        isOpen = true;
        isSingle = false;
        pipeline.start();
        pipeline.add("BEGIN");
        prepare(durability, exclusive, keys);
    }

    /** The same for a transaction of one statement, which ends with it. */
    void beginSingle(Durability durability) throws SQLException {
        isSingle = true;
        pipeline.start();
        prepare(durability, false, Collections.emptySortedSet());
    }

    private void prepare(Durability durability, boolean exclusive, SortedSet<String> keys) throws SQLException {
        pipeline.add(
                exclusive ? LOCK_ALONE : LOCK_SHARED,
                durability == Durability.DURABLE ? "on" : "off",
                locks.everything());
        if (!keys.isEmpty()) {
            // One after the other, in one order: two transactions cannot wait for each other.
            Long[] numbers = keys.stream().map(locks::of).sorted().toArray(Long[]::new);
            pipeline.add("SELECT pg_advisory_xact_lock(number) FROM unnest(?) AS number", (Object) numbers);
        }
    }

    /** Lets the next statement with a result commit the transaction: it must be the last one. */
    void commitWithNext() {
        pipeline.addLast(COMMIT);
    }

    /** Commits what was begun, unless a statement has done that. */
    void commit() throws SQLException {
        if (isOpen) {
            if (!pipeline.hasSentLast()) {
                pipeline.addLast(COMMIT);
                pipeline.finish();
            }
            isOpen = false;
        }
    }

    /** Ends what {@link #beginSingle} began. */
    void endSingle() {
        pipeline.clear();
    }

    /** Whether the transaction may have been committed: its COMMIT, or its only statement, may have reached the server. */
    boolean mayHaveCommitted() {
        return isSingle || pipeline.mayHaveSentLast();
    }

    /** Whether it was begun by {@link #beginSingle}. */
    boolean isSingle() {
        return isSingle;
    }

    void rollback() throws SQLException {
        boolean wasSent = isOpen;
        pipeline.clear();
        isOpen = false;
        if (wasSent) {
            execute("ROLLBACK");
        }
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long ageNanos() {
        return System.nanoTime() - openedNanos;
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            jdbi.close();
        }
    }
}
