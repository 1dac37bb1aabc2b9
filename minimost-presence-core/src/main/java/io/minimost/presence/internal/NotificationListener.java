package io.minimost.presence.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks as soon as another node has notified this one. What it misses while it has no connection, it looks for first. */
final class NotificationListener {
    private static final Logger LOG = LoggerFactory.getLogger(NotificationListener.class);
    private static final int WAIT_MILLIS = 1000;
    private static final long FIRST_RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LAST_RETRY_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final PostgresConnections connections;
    private final String channel;
    private final String self;
    private final Runnable look;
    private final Thread thread = new StoreThread(this::run, "minimost-presence-notifications");
    private volatile boolean closed;
    private volatile @Nullable Connection connection;

    NotificationListener(PostgresConnections connections, String channel, String self, Runnable look) {
        this.connections = connections;
        this.channel = channel;
        this.self = self;
        this.look = look;
    }

    void start() {
        thread.start();
    }

    void close() {
        closed = true;
        LockSupport.unpark(thread);
        Connection current = connection;
        if (current != null) {
            try {
                current.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debug("the connection for notifications cannot be ended", e);
            }
        }
    }

    private void run() {
        long retryNanos = FIRST_RETRY_NANOS;
        while (!closed) {
            try (Connection own = connections.openPlain()) {
                connection = own;
                try (Statement statement = own.createStatement()) {
                    statement.execute("LISTEN " + channel);
                }
                look.run();
                retryNanos = FIRST_RETRY_NANOS;
                listen(own.unwrap(PGConnection.class));
            } catch (Throwable e) {
                // Also of an error: nothing would start the thread again.
                if (!closed) {
                    LOG.debug("no notifications for the moment; the store looks by itself meanwhile", e);
                    // Not all nodes at the same time.
                    LockSupport.parkNanos(
                            this, retryNanos / 2 + ThreadLocalRandom.current().nextLong(retryNanos));
                    retryNanos = Math.min(2 * retryNanos, LAST_RETRY_NANOS);
                }
            } finally {
                connection = null;
            }
        }
    }

    private void listen(PGConnection notifications) throws SQLException {
        while (!closed) {
            PGNotification[] received = notifications.getNotifications(WAIT_MILLIS);
            if (received != null && isOfAnother(received)) {
                look.run();
            }
        }
    }

    private boolean isOfAnother(PGNotification[] received) {
        for (PGNotification notification : received) {
            if (!notification.getParameter().equals(self)) {
                return true;
            }
        }
        return false;
    }
}
