package io.minimost.presence.presence;

import io.minimost.presence.events.PresenceEvent.PresenceChanged;
import io.minimost.presence.internal.ChangeScope;
import io.minimost.presence.internal.ClockSkew;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Keys;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.PresenceState;
import io.minimost.presence.values.UserName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The client installations of users: a browser, a phone, a bot. Each has a state and a lease. What others see of a user is the
 * most present state of the live sessions: active before idle before hidden. A user whose last session ends is offline.
 *
 * <p>A client sends a heartbeat ({@link #report}) when its state changes and at least every third of the lease, which is 90
 * seconds long. A session that is not heard for a lease is over, and the next sweep publishes what that changes. Heartbeats that
 * change nothing wake nobody, and are written at most once in a third of the lease.
 *
 * <p>{@link UserPresence#update}, and a MiniMost on the same file, report without an id: that is one more session of the user,
 * whose lease is the online window.
 *
 * <p>Names and ids must be valid ({@link UserName}, {@link SessionId}), else {@link IllegalArgumentException}. An id gives no
 * rights, so the host passes the user who is signed in. No method returns or takes null. Thread-safe.
 */
public final class Sessions {
    /** How many sessions a user may have. With one more, the one ends that is silent for longest. */
    public static final int MAX_OF_USER = 32;

    private final Database database;
    private final SessionTables tables;
    private final RenewSession renewSession;

    Sessions(Database database, SessionTables tables) {
        this.database = database;
        this.tables = tables;
        renewSession = new RenewSession(tables.sessions(), database.register(PostgresSessionSql.class), tables.lease());
    }

    /**
     * Opens a session of {@code user}, or does the same as {@link #report} if it is open, and says what it runs on. Publishes
     * {@link PresenceChanged} if the visible state of the user changed. With {@link PresenceState#OFFLINE}, it ends the session.
     */
    public void open(String user, String session, SessionKind kind, PresenceState state) {
        heartbeat(user, session, Optional.of(kind), state);
    }

    /**
     * Records a heartbeat of a session in {@code state}, and opens it if it is not open. Publishes {@link PresenceChanged} if the
     * visible state of the user changed. With {@link PresenceState#OFFLINE}, it ends the session: a client that closes says that.
     */
    public void report(String user, String session, PresenceState state) {
        heartbeat(user, session, Optional.empty(), state);
    }

    /**
     * Records a heartbeat of a session that says nothing about its state, such as the pong of a WebSocket.
     *
     * @return whether the session is open; if not, its client has to report its state
     */
    public boolean renew(String user, String session) {
        check(user, session);
        Instant now = database.now();
        return find(user, session)
                .filter(row -> tables.lease().isFresh(row, now)
                        || database.merge(renewSession, new RenewSession.Heartbeat(user, session, row.state(), now)))
                .isPresent();
    }

    /**
     * Ends a session. Publishes {@link PresenceChanged} if the visible state of the user changed.
     *
     * @return whether it was open
     */
    public boolean end(String user, String session) {
        check(user, session);
        return find(user, session).isPresent()
                && database.write(
                        Durability.EPHEMERAL,
                        Keys.user(user).changing(ChangeScope.ONLINE),
                        transaction -> end(transaction, user, session));
    }

    private boolean end(Transaction transaction, String user, String session) {
        // The user's row before their sessions, as everywhere: no two writes then wait for each other.
        var unused = transaction.sql(tables.presence()).lockRow(user);
        List<SessionRow> ended = transaction.sql(tables.sessions()).delete(user, session);
        Instant now = tables.reportTime().get();
        boolean wasOpen = ended.stream().anyMatch(row -> tables.lease().isLive(row, now));
        if (!ended.isEmpty()) {
            new SessionMerge(tables, transaction, user).without(ended).finish(wasOpen);
        }
        return wasOpen;
    }

    /** The live sessions of {@code user} that have an id, longest silent first. */
    public List<Session> sessionsOf(String user) {
        UserName.requireStored(user);
        Instant now = database.now();
        return database.read(tables.sessions(), sql -> sql.all(user)).stream()
                .filter(row -> !row.isAnonymous() && tables.lease().isLive(row, now))
                .map(SessionRow::session)
                .toList();
    }

    /**
     * The client of a session has opened a stream of events. That is a heartbeat if the session is open. For transports;
     * {@code EventHub} calls it.
     *
     * @param hub what the stream is connected to, a text of its own for each
     */
    public void streamOpened(String user, String session, String hub) {
        Objects.requireNonNull(hub, "hub");
        if (renew(user, session)) {
            database.execute(Durability.EPHEMERAL, Keys.NONE.changing(ChangeScope.NOTHING), transaction -> {
                var unused = transaction.sql(tables.sessions()).setStream(hub, user, session);
            });
        }
    }

    /**
     * The last stream of a session at {@code hub} has ended: the session ends in ten seconds, unless it is heard again, or its
     * client has connected to another hub since. For transports; {@code EventHub} calls it.
     */
    public void streamClosed(String user, String session, String hub) {
        check(user, session);
        Objects.requireNonNull(hub, "hub");
        double until = SessionLease.endWithoutStream(database.now());
        database.execute(Durability.EPHEMERAL, Keys.NONE.changing(ChangeScope.NOTHING), transaction -> {
            var unused = transaction.sql(tables.sessions()).cut(until, user, session, until, hub);
        });
    }

    private void heartbeat(String user, String session, Optional<SessionKind> kind, PresenceState state) {
        Objects.requireNonNull(state, "state");
        check(user, session);
        if (state == PresenceState.OFFLINE) {
            var unused = end(user, session);
            return;
        }
        Instant now = database.now();
        boolean isSame = find(user, session)
                .filter(row -> row.state().equals(state.value())
                        && kind.filter(other -> !other.value().equals(row.kind()))
                                .isEmpty())
                .filter(row -> tables.lease().isFresh(row, now)
                        || database.merge(renewSession, new RenewSession.Heartbeat(user, session, row.state(), now)))
                .isPresent();
        if (!isSame) {
            database.execute(
                    Durability.EPHEMERAL,
                    Keys.user(user).changing(ChangeScope.ONLINE),
                    transaction -> new SessionMerge(tables, transaction, user)
                            .report(session, kind, state)
                            .finish(true));
        }
    }

    private static void check(String user, String session) {
        UserName.require(user);
        SessionId.require(session);
    }

    private Optional<SessionRow> find(String user, String session) {
        return database.read(tables.sessions(), sql -> sql.find(user, session)).stream()
                .findFirst();
    }

    /** What was heard before the clock was set back is heard now. */
    void pullBack(Transaction transaction, Instant now) {
        Instant latest = ClockSkew.latest(now);
        transaction.sql(tables.sessions()).pullBack(EpochSeconds.of(now), EpochSeconds.of(latest));
        transaction.sql(tables.merged()).pullBack(EpochSeconds.floor(latest));
    }

    int delete(Transaction transaction, String user) {
        return transaction.sql(tables.sessions()).deleteUser(user)
                + transaction.sql(tables.merged()).delete(user);
    }

    void reset(Transaction transaction) {
        transaction.sql(tables.sessions()).deleteAll();
        transaction.sql(tables.merged()).clearAll();
    }
}
