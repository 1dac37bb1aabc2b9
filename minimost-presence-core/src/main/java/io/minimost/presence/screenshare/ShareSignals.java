package io.minimost.presence.screenshare;

import io.minimost.presence.internal.ChangeScope;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.signaling.SendSignalResult;
import io.minimost.presence.signaling.Signal;
import io.minimost.presence.signaling.SignalType;
import io.minimost.presence.signaling.Signals;
import io.minimost.presence.values.UserName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The signals of screen shares: the WebRTC offers, answers and candidates by which the browsers of the sharer and of a viewer
 * connect. A signal waits for its recipient until the share ends, or its sender or recipient loses the channel. A full mailbox
 * drops signals that are older than a minute.
 *
 * <p>Names must be valid ({@link UserName}), else {@link IllegalArgumentException}. No method returns or takes null.
 * Thread-safe.
 */
public final class ShareSignals {
    private final Database database;
    private final ShareKeys keys;
    private final Dao<ShareSql> shares;
    private final ShareAccess access;
    private final Signals signals;

    ShareSignals(Database database, ShareKeys keys, Dao<ShareSql> shares, ShareAccess access, Signals signals) {
        this.database = database;
        this.keys = keys;
        this.shares = shares;
        this.access = access;
        this.signals = signals;
    }

    /**
     * Stores a signal of {@code from} for {@code to}, one of whom is the sharer and the other a viewer. Publishes
     * {@code SignalSent}.
     *
     * @param payload JSON text, stored as it is
     * @throws IllegalArgumentException also if {@code payload} is too long or not JSON
     */
    public SendSignalResult send(String share, String from, String to, SignalType type, String payload) {
        Objects.requireNonNull(share, "share");
        UserName.require(from);
        UserName.require(to);
        signals.check(type, payload);
        Instant now = database.now();
        return database.write(Durability.EPHEMERAL, keys.of(share).changing(ChangeScope.NOTHING), transaction -> {
            Optional<ScreenShare> found = transaction.sql(shares).find(share);
            if (found.isEmpty()) {
                return SendSignalResult.NOT_FOUND;
            }
            if (!found.get().active()) {
                return SendSignalResult.OVER;
            }
            if (!access.mayUse(transaction, found.get(), from)) {
                return SendSignalResult.NOT_ALLOWED;
            }
            if (!isBetweenSharerAndViewer(found.get(), from, to) || !access.mayUse(transaction, found.get(), to)) {
                return SendSignalResult.NO_SUCH_RECIPIENT;
            }
            return signals.send(transaction, share, found.get().channel(), from, to, type, payload, now)
                            .isPresent()
                    ? SendSignalResult.SENT
                    : SendSignalResult.MAILBOX_FULL;
        });
    }

    /**
     * The signals of the share that wait for {@code user}, oldest first, at most a page of them; none if there is no such
     * share. Reading does not remove them.
     *
     * @param after only signals with a greater id; 0 for all
     */
    public List<Signal> waiting(String share, String user, long after) {
        Objects.requireNonNull(share, "share");
        UserName.requireStored(user);
        return signals.after(share, user, after);
    }

    private static boolean isBetweenSharerAndViewer(ScreenShare share, String from, String to) {
        return share.sharer().equals(from) != share.sharer().equals(to);
    }
}
