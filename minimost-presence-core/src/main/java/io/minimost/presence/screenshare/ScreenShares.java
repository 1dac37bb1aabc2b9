package io.minimost.presence.screenshare;

import io.minimost.presence.events.PresenceEvent.ScreenShareEnded;
import io.minimost.presence.events.PresenceEvent.ScreenShareStarted;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Keys;
import io.minimost.presence.internal.NameList;
import io.minimost.presence.internal.RetentionTask;
import io.minimost.presence.media.Media;
import io.minimost.presence.media.MediaLimits;
import io.minimost.presence.signaling.Signals;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.UserName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Who shares their screen with a channel. Several users may share at once, each one screen. The video goes from browser to
 * browser. {@link #signals} carries the signals that connect the browsers; where they cannot connect, {@link #media} carries
 * the video.
 *
 * <p>In a direct or private channel, only its participants may share, read the video and send signals; each operation checks
 * that in its own transaction. The host decides who may do so in a public channel, and who may list the shares of any
 * channel.
 *
 * <p>A share ends when its sharer stops it, begins another one in the channel, loses the channel or is deleted, when the
 * channel is deleted, or when the host resets the live state. Its signals and media are then deleted.
 *
 * <p>Names and channels must be valid ({@link UserName}, {@link ChannelId}), else {@link IllegalArgumentException}. For a share
 * that does not exist, each method returns a result and throws nothing. No method returns or takes null. Thread-safe.
 */
public final class ScreenShares {
    private final Database database;
    private final Dao<ShareSql> shares;
    private final ShareKeys keys;
    private final ShareSignals signals;
    private final ShareAccess access;
    private final ShareLifecycle lifecycle;
    private final ShareMedia media;

    /**
     * For {@code PresenceStore}, which hands this out.
     *
     * @hidden
     */
    @SuppressWarnings("exports")
    public ScreenShares(Database database, Signals mailboxes, MediaLimits mediaLimits, Duration retention) {
        this.database = database;
        shares = database.register(ShareSql.class, PostgresShareSql.class, new ScreenShare.Mapper());
        keys = new ShareKeys(database, shares);
        access = new ShareAccess(database.callbacks());
        Media recordings =
                new Media(Media.table(database, ShareMediaSql.class, PostgresShareMediaSql.class), mediaLimits);
        media = new ShareMedia(database, keys, shares, access, recordings);
        signals = new ShareSignals(database, keys, shares, access, mailboxes);
        lifecycle = new ShareLifecycle(database, shares, mailboxes, recordings);
        lifecycle.start();
        new RetentionTask(
                        database,
                        retention,
                        (transaction, before, limit) -> transaction.sql(shares).endedBefore(before, limit),
                        // What is over stays so.
                        (transaction, share, before) -> lifecycle.delete(transaction, share))
                .start();
    }

    /**
     * Begins a share, and ends the one that {@code sharer} has in the channel. Publishes {@link ScreenShareEnded} if there
     * was one, and then {@link ScreenShareStarted}.
     *
     * @return the share; empty if the channel is direct or private and {@code sharer} is not a participant
     */
    public Optional<ScreenShare> start(String channel, String sharer) {
        ChannelId id = ChannelId.parse(channel);
        UserName.require(sharer);
        String share = UUID.randomUUID().toString();
        Instant now = database.now();
        return database.write(Durability.DURABLE, Keys.channel(channel), transaction -> {
            if (!access.mayUse(transaction, id, sharer)) {
                return Optional.empty();
            }
            ShareSql sql = transaction.sql(shares);
            sql.activeInBy(channel, sharer)
                    .forEach(older -> lifecycle.end(transaction, older, ScreenShareEnded.Reason.REPLACED, now));
            sql.insert(share, channel, sharer, EpochSeconds.of(now));
            transaction.publish(new ScreenShareStarted(share, channel, sharer, now));
            return sql.find(share);
        });
    }

    /** As {@link #start(String, String)}, for a parsed channel. */
    public Optional<ScreenShare> start(ChannelId channel, String sharer) {
        return start(Objects.requireNonNull(channel, "channel").text(), sharer);
    }

    /**
     * Ends a share of {@code user}. Publishes {@link ScreenShareEnded}, unless it was over already.
     */
    public StopShareResult stop(String share, String user) {
        requireId(share);
        UserName.requireStored(user);
        Instant now = database.now();
        return database.write(Durability.DURABLE, keys.of(share), transaction -> {
            Optional<ScreenShare> found = transaction.sql(shares).find(share);
            if (found.isEmpty()) {
                return StopShareResult.NO_SUCH_SHARE;
            }
            if (!found.get().sharer().equals(user)) {
                return StopShareResult.NOT_ALLOWED;
            }
            lifecycle.end(transaction, found.get(), ScreenShareEnded.Reason.STOPPED, now);
            return StopShareResult.STOPPED;
        });
    }

    /** The active shares of {@code channel}, in the order in which they began. */
    public List<ScreenShare> active(String channel) {
        ChannelId.requireStored(channel);
        return List.copyOf(database.read(shares, sql -> sql.activeIn(channel)));
    }

    /** As {@link #active(String)}, for a parsed channel. */
    public List<ScreenShare> active(ChannelId channel) {
        return active(Objects.requireNonNull(channel, "channel").text());
    }

    /** The active shares of each of {@code channels}, in this order; an empty list if there are none. */
    public Map<String, List<ScreenShare>> active(Collection<String> channels) {
        // A copy: the caller's collection may change after the checks, or ask the store while it is iterated.
        List<String> names = new ArrayList<>(Objects.requireNonNull(channels, "channels"));
        Map<String, List<ScreenShare>> found = new LinkedHashMap<>();
        names.forEach(name -> found.put(ChannelId.requireStored(name), new ArrayList<>()));
        database.read(shares, sql -> NameList.rows(names, sql::activeInAny))
                .forEach(share ->
                        Objects.requireNonNull(found.get(share.channel())).add(share));
        found.replaceAll((channel, active) -> List.copyOf(active));
        return Collections.unmodifiableMap(found);
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

    /** The video, for browsers that cannot connect. */
    public ShareMedia media() {
        return media;
    }

    private static void requireId(String share) {
        Objects.requireNonNull(share, "share");
    }
}
