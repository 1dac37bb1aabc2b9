package io.minimost.presence.signaling;

import io.minimost.presence.events.PresenceEvent.SignalSent;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.EpochSeconds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The signals of all sessions; a session is a call or a screen share. For the rooms of these, which share one instance and
 * know who may send what to whom; a host uses the rooms.
 *
 * <p>A signal waits in the mailbox of its recipient and session, however often it is read, until the session is purged. A
 * mailbox that is full makes room by dropping what is older than {@link #STALE}: no browser still waits for that.
 *
 * <p>Thread-safe. No method returns or takes null.
 *
 * @hidden
 */
@SuppressWarnings("exports")
public final class Signals {
    /** From this age on, a signal may have to give way to a new one: a minute. */
    public static final Duration STALE = Duration.ofMinutes(1);

    private final Database database;
    private final Dao<SignalSql> signals;
    private final SignalLimits limits;

    /** For {@code PresenceStore}, which hands this to the rooms. */
    public Signals(Database database, SignalLimits limits) {
        this.database = database;
        this.limits = limits;
        signals = database.register(SignalSql.class, new Signal.Mapper());
        database.callbacks().onUserDeleted(this::forget);
        database.callbacks().onReset((transaction, now) -> purgeAll(transaction));
    }

    /**
     * Checks a signal before it is sent. Not from inside a transaction.
     *
     * @throws IllegalArgumentException if the payload is longer than allowed, is no JSON that every reader understands, or
     *     cannot be stored; the message says which
     */
    public void check(SignalType type, String payload) {
        Objects.requireNonNull(type, "type");
        SignalPayload.require(payload, limits.maxPayloadBytes());
        if (!database.read(signals, sql -> sql.isJson(payload))) {
            throw new IllegalArgumentException("the payload of the signal is not JSON with numbers in range");
        }
    }

    /**
     * Puts a signal that has passed {@link #check} into the mailbox of {@code to}. Announces {@link SignalSent}.
     *
     * @param channel the channel of the session
     * @return its id; empty if the mailbox is full, and then nothing is stored
     */
    public Optional<Long> send(
            Transaction transaction,
            String session,
            String channel,
            String from,
            String to,
            SignalType type,
            String payload,
            Instant now) {
        SignalSql sql = transaction.sql(signals);
        long bytes = SignalPayload.utf8Length(payload);
        if (isFull(sql, session, to, bytes)) {
            sql.deleteOlder(session, to, EpochSeconds.of(now.minus(STALE)));
            if (isFull(sql, session, to, bytes)) {
                return Optional.empty();
            }
        }
        long id = sql.insert(session, from, to, type.value(), payload, EpochSeconds.of(now))
                .orElseThrow();
        transaction.publish(new SignalSent(session, channel, from, to, id, now));
        return Optional.of(id);
    }

    /**
     * The signals of {@code session} to {@code user} with an id greater than {@code after}, by ascending id; a page of them
     * if there are many. Signals of a type that this version does not know are left out.
     */
    public List<Signal> after(String session, String user, long after) {
        return List.copyOf(database.read(signals, sql -> sql.after(session, user, after, limits.page())));
    }

    /** The greatest id among the signals of {@code session}; 0 if there are none. */
    public long lastId(Transaction transaction, String session) {
        return transaction.sql(signals).lastId(session).orElse(0L);
    }

    /** Removes the signals of {@code session}; answers how many those were. */
    public int purge(Transaction transaction, String session) {
        return transaction.sql(signals).deleteSession(session);
    }

    /** Removes the signals of {@code session} from and to {@code user}. */
    public void purgeUser(Transaction transaction, String session, String user) {
        transaction.sql(signals).deleteOf(session, user);
    }

    /** Removes all signals: also what MiniMost has left of sessions that are over. */
    void purgeAll(Transaction transaction) {
        transaction.sql(signals).deleteAll();
    }

    /** Removes the signals of all sessions from and to {@code user}. */
    void forget(Transaction transaction, String user) {
        transaction.sql(signals).deleteUser(user);
    }

    /** The bytes are only counted when the signals could have that many. */
    private boolean isFull(SignalSql sql, String session, String to, long bytes) {
        long count = sql.count(session, to).orElse(0L);
        if (count >= limits.maxSignals()) {
            return true;
        }
        return count * limits.maxPayloadBytes() + bytes > limits.maxBytes()
                && sql.bytes(session, to).orElse(0L) + bytes > limits.maxBytes();
    }
}
