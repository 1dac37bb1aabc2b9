package io.minimost.examples.chat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.minimost.presence.PresenceStore;
import io.minimost.presence.PresenceStoreBuilder;
import java.util.function.Function;
import org.eclipse.jetty.server.Server;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database of PostgreSQL, which several nodes of the chat may use. The chat's own tables and the sessions are in the schema
 * {@value #SCHEMA}; the library has one of its own.
 */
final class PostgresStorage implements ChatStorage {
    static final String SCHEMA = "minimost_chat";

    private static final int CONNECTIONS = 4;
    private static final long CONNECT_MILLIS = 1000;
    private static final String LOCK_KEY = "hashtext('" + SCHEMA + "')";

    private final PGSimpleDataSource server;
    private final HikariDataSource pool;
    private final DatabaseSessions sessions;
    private final Jdbi jdbi;

    private PostgresStorage(PGSimpleDataSource server, HikariDataSource pool) {
        this.server = server;
        this.pool = pool;
        sessions = new DatabaseSessions(pool, SCHEMA);
        jdbi = Jdbi.create(pool).installPlugin(new SqlObjectPlugin());
    }

    /** Creates the tables that are missing. */
    static PostgresStorage open(String url) {
        PGSimpleDataSource server = new PGSimpleDataSource();
        server.setUrl(url);
        HikariConfig config = new HikariConfig();
        config.setDataSource(server);
        config.setSchema(SCHEMA);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(CONNECT_MILLIS);
        HikariDataSource pool = new HikariDataSource(config);
        try {
            PostgresStorage storage = new PostgresStorage(server, pool);
            storage.createTables();
            return storage;
        } catch (RuntimeException failure) {
            pool.close();
            throw failure;
        }
    }

    @Override
    public <T> T read(Function<ChatSql, T> work) {
        return jdbi.withHandle(handle -> work.apply(sql(handle)));
    }

    @Override
    public <T> T change(Function<ChatSql, T> work) {
        return jdbi.inTransaction(transaction -> {
            // Until the commit, so that changes are committed in the order of their times.
            transaction.execute("SELECT pg_advisory_xact_lock(" + LOCK_KEY + ")");
            return work.apply(sql(transaction));
        });
    }

    /** The store opens its connections itself, so it gets no pool. */
    @Override
    public PresenceStoreBuilder presence() {
        return PresenceStore.builder().postgres(server);
    }

    @Override
    public void keepSessionsOf(Server jetty) {
        sessions.addTo(jetty);
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public void close() {
        pool.close();
    }

    /** Nodes may start at the same time. */
    private void createTables() {
        jdbi.useHandle(handle -> {
            handle.execute("SELECT pg_advisory_lock(" + LOCK_KEY + ")");
            try {
                ChatSql.createTables(handle, "postgres.sql");
                sessions.createTable();
            } finally {
                handle.execute("SELECT pg_advisory_unlock(" + LOCK_KEY + ")");
            }
        });
    }

    /** The clocks of the nodes may differ; that of the database is one. */
    private static ChatSql sql(Handle handle) {
        return ChatSql.on(
                handle,
                () -> handle.createQuery("SELECT extract(epoch FROM clock_timestamp())::float8")
                        .mapTo(Double.class)
                        .one());
    }
}
