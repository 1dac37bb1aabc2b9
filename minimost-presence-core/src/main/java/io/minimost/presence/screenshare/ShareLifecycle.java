package io.minimost.presence.screenshare;

import io.minimost.presence.events.PresenceEvent.ScreenShareEnded;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.PeriodicTask;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.media.Media;
import io.minimost.presence.signaling.Signals;
import io.minimost.presence.values.EpochSeconds;
import java.time.Instant;

/** How shares end, and what goes with them; also when nobody ends them but something else is over. */
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
        database.callbacks().onSweep(PeriodicTask.everyMinute(database, this::clearUp));
        database.callbacks().onReset(this::endAll);
        database.callbacks().onMemberLost(this::endMember);
        database.callbacks().onUserDeleted(this::deleteUser);
        database.callbacks().onChannelDeleted(this::deleteChannel);
    }

    /** Ends {@code share}, unless it is over. */
    void end(Transaction transaction, ScreenShare share, ScreenShareEnded.Reason reason, Instant now) {
        if (share.active()) {
            transaction.sql(shares).end(share.id(), EpochSeconds.of(now));
            clear(transaction, share.id());
            transaction.publish(new ScreenShareEnded(share.id(), share.channel(), share.sharer(), reason, now));
        }
    }

    private void endAll(Transaction transaction, Instant now) {
        transaction
                .sql(shares)
                .active()
                .forEach(share -> end(transaction, share, ScreenShareEnded.Reason.RESTART, now));
    }

    private void endMember(Transaction transaction, String channel, String user, Instant now) {
        for (ScreenShare share : transaction.sql(shares).activeIn(channel)) {
            if (share.sharer().equals(user)) {
                end(transaction, share, ScreenShareEnded.Reason.REMOVED, now);
            } else {
                signals.purgeUser(transaction, share.id(), user);
            }
        }
    }

    private void deleteUser(Transaction transaction, String user) {
        transaction.sql(shares).allBy(user).forEach(share -> remove(transaction, share));
    }

    private void deleteChannel(Transaction transaction, String channel) {
        transaction.sql(shares).allIn(channel).forEach(share -> remove(transaction, share));
    }

    private void remove(Transaction transaction, ScreenShare share) {
        end(transaction, share, ScreenShareEnded.Reason.REMOVED, database.now());
        delete(transaction, share.id());
    }

    /** Removes every trace of a share, which is over; answers how many rows that were. */
    int delete(Transaction transaction, String share) {
        // MiniMost leaves these behind when another share takes the place of this one.
        return clear(transaction, share) + transaction.sql(shares).delete(share);
    }

    private void clearUp() {
        // Each by itself: MiniMost may have left many pieces of a recording.
        for (String share : database.read(shares, ShareSql::leftovers)) {
            database.execute(Durability.EPHEMERAL, transaction -> clear(transaction, share));
        }
    }

    private int clear(Transaction transaction, String share) {
        return signals.purge(transaction, share) + media.purge(transaction, share);
    }
}
