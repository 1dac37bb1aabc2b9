package io.minimost.presence.push;

import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.presence.Sessions;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections of sessions to this hub. When the last one of a session has ended, its client may be gone. Thread-safe. */
final class SessionStreams {
    private static final Logger LOG = LoggerFactory.getLogger(SessionStreams.class);

    private final Sessions sessions;
    private final ConnectionIndex connections;
    private final String hub = UUID.randomUUID().toString();

    /** Held from the look at the connections until the lease is cut. */
    private final ReentrantLock closing = new ReentrantLock();

    SessionStreams(Sessions sessions, ConnectionIndex connections) {
        this.sessions = sessions;
        this.connections = connections;
    }

    /** {@code connection} is in the index now. */
    @SuppressWarnings("LockNotBeforeTry") // It only waits.
    void opened(EventConnection connection) {
        Subscriber subscriber = connection.subscriber();
        subscriber.session().ifPresent(session -> {
            // A close that has not seen it in the index cuts the lease first, and is undone.
            closing.lock();
            closing.unlock();
            sessions.streamOpened(subscriber.user(), session, hub);
        });
    }

    /** Whether {@code connection}, which is no longer in the index, was the last one of its session. */
    boolean isLast(EventConnection connection) {
        Subscriber subscriber = connection.subscriber();
        Optional<String> session = subscriber.session();
        return session.isPresent()
                && connections.ofUser(subscriber.user()).stream()
                        .noneMatch(other -> other.subscriber().session().equals(session));
    }

    /** Cuts the lease of the session, unless its client has connected again. */
    void closed(EventConnection connection) {
        closing.lock();
        try {
            if (isLast(connection)) {
                connection
                        .subscriber()
                        .session()
                        .ifPresent(session -> sessions.streamClosed(connection.user(), session, hub));
            }
        } catch (PresenceStoreException e) {
            LOG.debug("a session of {} ends with its lease", connection.user(), e);
        } finally {
            closing.unlock();
        }
    }
}
