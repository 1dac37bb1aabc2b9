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
 * The signals of all sessions; a session is a call or a screen share. A host uses it through calls and screen shares, which
 * share one instance and check who may send to whom.
 *
 * <p>A signal waits in a mailbox, of which each recipient has one in each session. Reading does not remove it. When a mailbox
 * is full, {@link #send} drops the signals older than {@link #STALE}: no browser still waits for them.
 *
 * <p>Thread-safe. No method returns or takes null.
 *
 * @hidden
 */
@SuppressWarnings("exports")
public final class Signals {
    /** A full mailbox drops signals that are older than this, a minute. */
    public static final Duration STALE = Duration.ofMinutes(1);

    private final Database database;
    private final Dao<SignalSql> signals;
    private final SignalLimits limits;

    /** For {@code PresenceStore}, which passes this to calls and screen shares. */
    public Signals(Database database, SignalLimits limits) {
        this.database = database;
        this.limits = limits;
        signals = database.register(SignalSql.class);
        database.callbacks().onUserDeleted(this::purgeUserEverywhere);
        database.callbacks().onReset((transaction, now) -> purgeAll(transaction));
    }

    /**
     * Checks a signal before it is sent.
     *
     * @throws IllegalArgumentException if the payload is longer than allowed, is not JSON that every reader understands, or
     *     cannot be stored; the message says which
     */
    public void check(SignalType type, String payload) {
        Objects.requireNonNull(type, "type");
        SignalPayload.require(payload, limits.maxPayloadBytes());
        database.requireOpen();
        if (!PayloadSyntax.isValid(payload)) {
            throw new IllegalArgumentException(
                    "the payload of the signal is not valid JSON, or has a number beyond the range of a double");
        }
    }

    /**
     * Puts a signal that has passed {@link #check} into the mailbox of {@code to}. Publishes {@link SignalSent}.
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
     * The signals of {@code session} to {@code user} with an id greater than {@code after}, by ascending id, at most a page of
     * them. Leaves out signals of types that this version does not know.
     */
    public List<Signal> after(String session, String user, long after) {
        return database.read(signals, sql -> sql.after(session, user, after, limits.page())).stream()
                .map(SignalSql.Waiting::toSignal)
                .toList();
    }

    /** The greatest id among the signals of {@code session}; 0 if there are none. */
    public long lastId(Transaction transaction, String session) {
        return transaction.sql(signals).lastId(session).orElse(0L);
    }

    /** Deletes the signals of {@code session}, and returns their number. */
    public int purge(Transaction transaction, String session) {
        return transaction.sql(signals).deleteSession(session);
    }

    /** Deletes the signals of {@code session} from and to {@code user}. */
    public void purgeUser(Transaction transaction, String session, String user) {
        transaction.sql(signals).deleteOf(session, user);
    }

    /** Deletes all signals, including what MiniMost has left of sessions that are over. */
    void purgeAll(Transaction transaction) {
        transaction.sql(signals).deleteAll();
    }

    /** Deletes the signals of all sessions from and to {@code user}. */
    void purgeUserEverywhere(Transaction transaction, String user) {
        transaction.sql(signals).deleteUser(user);
    }

    /** Counts the bytes only if that many signals could exceed the limit. */
    private boolean isFull(SignalSql sql, String session, String to, long bytes) {
        long count = sql.count(session, to).orElse(0L);
        if (count >= limits.maxSignals()) {
            return true;
        }
        return count * limits.maxPayloadBytes() + bytes > limits.maxBytes()
                && sql.bytes(session, to).orElse(0L) + bytes > limits.maxBytes();
    }
}
