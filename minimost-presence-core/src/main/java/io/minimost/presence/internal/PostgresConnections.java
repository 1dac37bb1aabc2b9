package io.minimost.presence.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens connections with the settings that all of them need. Thread-safe. */
final class PostgresConnections {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresConnections.class);

    /** So that connections follow a change of address, and the server frees the memory of their statements. */
    private static final long MAX_AGE_NANOS = TimeUnit.MINUTES.toNanos(30);

    /** A server, or a network, that is silent for this long is gone. */
    private static final int SOCKET_TIMEOUT_MILLIS = 10_000;

    /** The same while a statement may go through large tables. */
    private static final int LONG_SOCKET_TIMEOUT_MILLIS = 60 * 60_000;

    private static final Executor SAME_THREAD = Runnable::run;

    private final PostgresSettings settings;
    private final LockNumbers locks;

    PostgresConnections(PostgresSettings settings) {
        this.settings = settings;
        locks = new LockNumbers(settings.schema());
    }

    String store() {
        return settings.name();
    }

    LockNumbers locks() {
        return locks;
    }

    /** Opens a connection for the tables of the store, which exist. */
    PostgresConnection open() throws SQLException {
        return new PostgresConnection(openPlain(), locks);
    }

    /**
     * The same for writes, which find their rows by keys: the best plan never depends on the arguments, and planning a statement
     * for many callers takes longer than running it.
     */
    PostgresConnection openToWrite() throws SQLException {
        PostgresConnection connection = open();
        try {
            connection.execute("SET plan_cache_mode TO force_generic_plan");
            return connection;
        } catch (Throwable failure) {
            try (connection) {
                throw failure;
            }
        }
    }

    /** Opens a connection that may be used before the tables exist. */
    Connection openPlain() throws SQLException {
        Connection connection = dataSource().getConnection();
        try {
            connection.setNetworkTimeout(SAME_THREAD, SOCKET_TIMEOUT_MILLIS);
            PGConnection driver = connection.unwrap(PGConnection.class);
            if (driver.getPrepareThreshold() != 0) {
                // Most statements run often, also the first time. With 0, a proxy knows no prepared statements.
                driver.setPrepareThreshold(1);
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET search_path TO " + settings.quotedSchema() + "; SET lock_timeout TO '"
                        + settings.lockTimeout() + "'; SET idle_in_transaction_session_timeout TO '2s'"
                        + "; SET tcp_user_timeout TO '10s'; SET tcp_keepalives_idle TO 5"
                        + "; SET tcp_keepalives_interval TO 2; SET tcp_keepalives_count TO 3"
                        + "; SET timezone TO 'UTC'; SET client_min_messages TO 'warning'");
            }
            return connection;
        } catch (Throwable failure) {
            try (connection) {
                throw failure;
            }
        }
    }

    /** Waits from now on also for statements of {@code connection} that take long, such as one that creates an index. */
    static void expectLongStatements(Connection connection) throws SQLException {
        connection.setNetworkTimeout(SAME_THREAD, LONG_SOCKET_TIMEOUT_MILLIS);
    }

    boolean isTooOld(PostgresConnection connection) {
        return connection.ageNanos() > MAX_AGE_NANOS;
    }

    void close(PostgresConnection connection) {
        try {
            connection.close();
        } catch (SQLException | RuntimeException e) {
            LOG.debug("{}: closing a connection failed", store(), e);
        }
    }

    private DataSource dataSource() {
        return settings.dataSource();
    }
}
