package io.minimost.presence.screenshare;

import io.minimost.presence.events.PresenceEvent.ScreenShareEnded;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Keys;
import io.minimost.presence.internal.PeriodicTask;
import io.minimost.presence.internal.SmallPieces;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.media.Media;
import io.minimost.presence.signaling.Signals;
import io.minimost.presence.values.EpochSeconds;
import java.time.Instant;

/** Ends and deletes shares, with their signals and media. */
final class ShareLifecycle {
    private final Database database;
    private final Dao<ShareSql> shares;
    private final Signals signals;
    private final Media media;

    ShareLifecycle(Database database, Dao<ShareSql> shares, Signals signals, Media media) {
        this.database = database;
        this.shares = shares;
        this.signals = signals;
        this.media = media;
    }

    void start() {
        database.callbacks().onSweep(PeriodicTask.everyMinute(database, this::deleteLeftovers));
        database.callbacks().onReset(this::endAll);
        database.callbacks().onMemberLost(this::removeLostMember);
        database.callbacks().onUserDeleted(this::deleteUser);
        database.callbacks().onChannelDeleted(this::deleteChannel);
    }

    /** Ends {@code share}, unless it is over. */
    void end(Transaction transaction, ScreenShare share, ScreenShareEnded.Reason reason, Instant now) {
        if (share.active()) {
            transaction.sql(shares).end(share.id(), EpochSeconds.of(now));
            deleteTraffic(transaction, share.id());
            transaction.publish(new ScreenShareEnded(share.id(), share.channel(), share.sharer(), reason, now));
        }
    }

    private void endAll(Transaction transaction, Instant now) {
        transaction
                .sql(shares)
                .active()
                .forEach(share -> end(transaction, share, ScreenShareEnded.Reason.RESTART, now));
    }

    private void removeLostMember(Transaction transaction, String channel, String user, Instant now) {
        for (ScreenShare share : transaction.sql(shares).activeIn(channel)) {
            if (share.sharer().equals(user)) {
                end(transaction, share, ScreenShareEnded.Reason.REMOVED, now);
            } else {
                signals.purgeUser(transaction, share.id(), user);
            }
        }
    }

    private void deleteUser(Transaction transaction, String user) {
        transaction.sql(shares).allBy(user).forEach(share -> endAndDelete(transaction, share));
    }

    private void deleteChannel(Transaction transaction, String channel) {
        transaction.sql(shares).allIn(channel).forEach(share -> endAndDelete(transaction, share));
    }

    private void endAndDelete(Transaction transaction, ScreenShare share) {
        end(transaction, share, ScreenShareEnded.Reason.REMOVED, database.now());
        delete(transaction, share.id());
    }

    /** Deletes a share that is over with all that belongs to it, and returns the number of rows. */
    int delete(Transaction transaction, String share) {
        // MiniMost leaves signals and media behind when another share replaces this one.
        return deleteTraffic(transaction, share) + transaction.sql(shares).delete(share);
    }

    private void deleteLeftovers() {
        new SmallPieces(database)
                .each(
                        Durability.EPHEMERAL,
                        some -> Keys.EVERYTHING,
                        database.read(shares, ShareSql::leftovers),
                        this::deleteTraffic);
    }

    private int deleteTraffic(Transaction transaction, String share) {
        return signals.purge(transaction, share) + media.purge(transaction, share);
    }
}
