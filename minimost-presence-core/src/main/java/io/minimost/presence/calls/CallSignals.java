package io.minimost.presence.calls;

import io.minimost.presence.internal.ChangeScope;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.signaling.SendSignalResult;
import io.minimost.presence.signaling.Signal;
import io.minimost.presence.signaling.SignalType;
import io.minimost.presence.signaling.Signals;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.UserName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The signals of calls: the WebRTC offers, answers and candidates by which the clients connect. A signal waits for its
 * recipient until the call ends, or its sender or recipient leaves the call or joins it again. A full mailbox drops signals
 * that are older than a minute.
 *
 * <p>Names must be valid ({@link UserName}), else {@link IllegalArgumentException}. No method returns or takes null.
 * Thread-safe.
 */
public final class CallSignals {
    private final Database database;
    private final CallKeys keys;
    private final Dao<CallMembershipSql> memberships;
    private final CallDeadlines deadlines;
    private final CallTransitions transitions;
    private final Signals signals;

    CallSignals(
            Database database, CallKeys keys, CallDeadlines deadlines, CallTransitions transitions, Signals signals) {
        this.database = database;
        this.keys = keys;
        this.deadlines = deadlines;
        memberships = database.register(CallMembershipSql.class);
        this.transitions = transitions;
        this.signals = signals;
    }

    /**
     * Stores a signal of {@code from} for {@code to}; both must be in the call. Publishes {@code SignalSent}.
     *
     * @param payload JSON text, stored as it is
     * @throws IllegalArgumentException also if {@code payload} is too long or not JSON
     */
    public SendSignalResult send(String call, String from, String to, SignalType type, String payload) {
        Objects.requireNonNull(call, "call");
        UserName.require(from);
        UserName.require(to);
        signals.check(type, payload);
        Instant now = database.now();
        return database.write(Durability.EPHEMERAL, keys.of(call).changing(ChangeScope.NOTHING), transaction -> {
            // Nearly always both are in the call. To say why not takes a look at all of it.
            @Nullable
            String channel = transaction
                    .sql(memberships)
                    .channelOfBoth(call, from, to, EpochSeconds.of(deadlines.earliestHeartbeat(now)));
            if (channel != null) {
                return result(signals.send(transaction, call, channel, from, to, type, payload, now));
            }
            Optional<Call> found = transitions
                    .findWithDueChanges(transaction, call, now)
                    .filter(any -> any.participant(from).isPresent());
            if (found.isEmpty()) {
                return SendSignalResult.NOT_FOUND;
            }
            if (!found.get().isLive()) {
                return SendSignalResult.OVER;
            }
            if (!found.get().isIn(from)) {
                return SendSignalResult.NOT_ALLOWED;
            }
            if (from.equals(to) || !found.get().isIn(to)) {
                return SendSignalResult.NO_SUCH_RECIPIENT;
            }
            return result(signals.send(transaction, call, found.get().channel(), from, to, type, payload, now));
        });
    }

    /**
     * The signals of the call that wait for {@code user}, oldest first, at most a page of them. Reading does not remove them.
     *
     * @param after only signals with a greater id; 0 for all
     */
    public List<Signal> waiting(String call, String user, long after) {
        Objects.requireNonNull(call, "call");
        UserName.requireStored(user);
        return signals.after(call, user, after);
    }

    private static SendSignalResult result(Optional<Long> sent) {
        return sent.isPresent() ? SendSignalResult.SENT : SendSignalResult.MAILBOX_FULL;
    }

    long lastId(Transaction transaction, String call) {
        return signals.lastId(transaction, call);
    }
}
