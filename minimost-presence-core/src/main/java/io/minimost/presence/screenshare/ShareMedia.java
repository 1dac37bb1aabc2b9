package io.minimost.presence.screenshare;

import io.minimost.presence.internal.ChangeScope;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.media.AppendResult;
import io.minimost.presence.media.Media;
import io.minimost.presence.media.MediaOutcome;
import io.minimost.presence.media.MediaPage;
import io.minimost.presence.values.UserName;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The video of screen shares, for browsers that cannot connect. The browser of the sharer records the screen, and sends the
 * init chunk of the recording and then its media chunks; viewers poll for new ones. The store keeps those of the last seconds.
 *
 * <p>Names must be valid ({@link UserName}), else {@link IllegalArgumentException}. No method returns or takes null.
 * Thread-safe.
 */
public final class ShareMedia {
    private final Database database;
    private final ShareKeys keys;
    private final Dao<ShareSql> shares;
    private final ShareAccess access;
    private final Media media;

    ShareMedia(Database database, ShareKeys keys, Dao<ShareSql> shares, ShareAccess access, Media media) {
        this.database = database;
        this.keys = keys;
        this.shares = shares;
        this.access = access;
        this.media = media;
        database.callbacks().onReset((transaction, now) -> media.purgeAll(transaction));
    }

    /**
     * Stores the init chunk of the recording, in place of any earlier one.
     *
     * @param user the sharer; for other users, nothing is stored
     * @param mimeType {@code audio/} or {@code video/} and {@code webm}, {@code mp4}, {@code ogg} or {@code x-matroska},
     *     with or without {@code ;codecs=...}
     * @throws IllegalArgumentException also if {@code mimeType} is something else, or {@code data} empty or too long
     */
    public MediaOutcome putInit(String share, String user, String mimeType, byte[] data) {
        Objects.requireNonNull(share, "share");
        UserName.require(user);
        Media.requireMimeType(mimeType);
        media.requireData(data);
        Instant now = database.now();
        return database.write(Durability.EPHEMERAL, keys.of(share), transaction -> {
            Optional<MediaOutcome> refusal = refusal(transaction, share, user);
            if (refusal.isEmpty()) {
                media.putInit(transaction, share, user, mimeType, data, now);
            }
            return refusal.orElse(MediaOutcome.STORED);
        });
    }

    /**
     * Stores the next media chunk of the recording, and deletes those that are beyond the limits.
     *
     * @param user the sharer; for other users, nothing is stored
     * @throws IllegalArgumentException also if {@code data} is empty or too long
     */
    public AppendResult append(String share, String user, byte[] data) {
        Objects.requireNonNull(share, "share");
        UserName.require(user);
        media.requireData(data);
        Instant now = database.now();
        return database.write(
                Durability.EPHEMERAL,
                keys.of(share).changing(ChangeScope.NOTHING),
                transaction -> refusal(transaction, share, user)
                        .map(AppendResult::refused)
                        .orElseGet(() -> AppendResult.stored(media.append(transaction, share, user, data, now))));
    }

    /**
     * The init chunk and a page of the media chunks of the recording; none of them once the share is over.
     *
     * @param after the sequence after which the page begins; if empty, it has the newest chunks, for a new viewer
     * @return empty if there is no such share, or {@code viewer} may not use its channel
     */
    public Optional<MediaPage> read(String share, String viewer, OptionalLong after) {
        Objects.requireNonNull(share, "share");
        UserName.requireStored(viewer);
        Objects.requireNonNull(after, "after");
        return database.read(transaction -> transaction
                .sql(shares)
                .find(share)
                .filter(found -> access.mayUse(transaction, found, viewer))
                .map(found -> media.read(transaction, share, found.sharer(), after)));
    }

    private Optional<MediaOutcome> refusal(Transaction transaction, String share, String user) {
        Optional<ScreenShare> own = transaction
                .sql(shares)
                .find(share)
                .filter(found -> found.sharer().equals(user));
        if (own.isEmpty()) {
            return Optional.of(MediaOutcome.NO_SUCH_SESSION);
        }
        return own.get().active() ? Optional.empty() : Optional.of(MediaOutcome.OVER);
    }
}
