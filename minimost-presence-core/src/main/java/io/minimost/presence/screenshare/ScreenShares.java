package io.minimost.presence.screenshare;

import io.minimost.presence.events.PresenceEvent.ScreenShareEnded;
import io.minimost.presence.events.PresenceEvent.ScreenShareStarted;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Pruning;
import io.minimost.presence.media.Media;
import io.minimost.presence.media.MediaLimits;
import io.minimost.presence.signaling.Signals;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.UserName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Who shares his screen with a channel. Several may at the same time, each with one screen. The picture goes from browser to
 * browser; {@link #signals} carries what they need to find each other, and {@link #media} the picture where they cannot.
 *
 * <p>In a direct or private channel, only those who take part may share, look and send signals; that is checked in the
 * same transaction. In a public channel it is the host's decision, and in any channel, who may list its shares. A share ends when its sharer ends it, begins another one
 * in the channel, or loses the channel, and when the host starts anew; its signals and its picture go with it.
 *
 * <p>Names and channels must be valid ({@link UserName}, {@link ChannelId}), else {@link IllegalArgumentException}; a share
 * that does not exist is an ordinary outcome. Repeating what has been done changes nothing. No method returns or takes
 * null. Thread-safe.
 */
public final class ScreenShares {
    private final Database database;
    private final Dao<ShareSql> shares;
    private final ShareSignals signals;
    private final ShareAccess access;
    private final ShareLifecycle ends;
    private final ShareMedia media;

    /**
     * For {@code PresenceStore}, which hands this out.
     *
     * @hidden
     */
    @SuppressWarnings("exports")
    public ScreenShares(Database database, Signals mailboxes, MediaLimits mediaLimits, Duration retention) {
        this.database = database;
        shares = database.register(ShareSql.class, new ScreenShare.Mapper());
        access = new ShareAccess(database.callbacks());
        Media recordings = new Media(Media.table(database, ShareMediaSql.class), mediaLimits);
        media = new ShareMedia(database, shares, access, recordings);
        signals = new ShareSignals(database, shares, access, mailboxes);
        ends = new ShareLifecycle(database, shares, mailboxes, recordings);
        ends.start();
        new Pruning(
                        database,
                        retention,
                        (transaction, before, limit) -> transaction.sql(shares).endedBefore(before, limit),
                        ends::delete)
                .start();
    }

    /**
     * Begins a share; one that {@code sharer} has in the channel ends. Announces {@link ScreenShareStarted}, and before it
     * {@link ScreenShareEnded} if there was one.
     *
     * @return the share; empty if he does not take part in the channel
     */
    public Optional<ScreenShare> start(String channel, String sharer) {
        ChannelId id = ChannelId.parse(channel);
        UserName.require(sharer);
        String share = UUID.randomUUID().toString();
        Instant now = database.now();
        return database.write(Durability.DURABLE, transaction -> {
            if (!access.mayUse(transaction, id, sharer)) {
                return Optional.empty();
            }
            ShareSql sql = transaction.sql(shares);
            sql.activeInBy(channel, sharer)
                    .forEach(older -> ends.end(transaction, older, ScreenShareEnded.Reason.REPLACED, now));
            sql.insert(share, channel, sharer, EpochSeconds.of(now));
            transaction.publish(new ScreenShareStarted(share, channel, sharer, now));
            return sql.find(share);
        });
    }

    /** The same for a channel that was parsed already. */
    public Optional<ScreenShare> start(ChannelId channel, String sharer) {
        return start(Objects.requireNonNull(channel, "channel").text(), sharer);
    }

    /**
     * Ends a share of {@code user}. Announces {@link ScreenShareEnded}, unless it was over.
     */
    public StopShareResult stop(String share, String user) {
        requireId(share);
        UserName.require(user);
        Instant now = database.now();
        return database.write(Durability.DURABLE, transaction -> {
            Optional<ScreenShare> found = transaction.sql(shares).find(share);
            if (found.isEmpty()) {
                return StopShareResult.NO_SUCH_SHARE;
            }
            if (!found.get().sharer().equals(user)) {
                return StopShareResult.NOT_ALLOWED;
            }
            ends.end(transaction, found.get(), ScreenShareEnded.Reason.STOPPED, now);
            return StopShareResult.STOPPED;
        });
    }

    /** The shares of {@code channel} that are active, in the order in which they began. */
    public List<ScreenShare> active(String channel) {
        ChannelId.parse(channel);
        return List.copyOf(database.read(shares, sql -> sql.activeIn(channel)));
    }

    /** The same for a channel that was parsed already. */
    public List<ScreenShare> active(ChannelId channel) {
        return active(Objects.requireNonNull(channel, "channel").text());
    }

    /** The share, active or over; empty if there is no such share. */
    public Optional<ScreenShare> find(String share) {
        requireId(share);
        return database.read(shares, sql -> sql.find(share));
    }

    /** The signals that connect the browsers. */
    public ShareSignals signals() {
        return signals;
    }

    /** The picture, for browsers that cannot reach each other. */
    public ShareMedia media() {
        return media;
    }

    private static void requireId(String share) {
        Objects.requireNonNull(share, "share");
    }
}
