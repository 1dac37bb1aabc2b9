package io.minimost.presence.screenshare;

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
 * The pictures of screen shares, for browsers that cannot reach each other: the sharer records his screen, and sends how the
 * recording begins and then piece by piece; viewers ask again and again for what is new. The store keeps the last seconds.
 *
 * <p>Names must be valid ({@link UserName}), else {@link IllegalArgumentException}. No method returns or takes null.
 * Thread-safe.
 */
public final class ShareMedia {
    private final Database database;
    private final Dao<ShareSql> shares;
    private final ShareAccess access;
    private final Media media;

    ShareMedia(Database database, Dao<ShareSql> shares, ShareAccess access, Media media) {
        this.database = database;
        this.shares = shares;
        this.access = access;
        this.media = media;
        database.callbacks().onReset((transaction, now) -> media.purgeAll(transaction));
    }

    /**
     * Stores how the recording begins, in place of what there was.
     *
     * @param user only the sharer may
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
        return database.write(Durability.EPHEMERAL, transaction -> {
            Optional<MediaOutcome> refusal = refusal(transaction, share, user);
            if (refusal.isEmpty()) {
                media.putInit(transaction, share, user, mimeType, data, now);
            }
            return refusal.orElse(MediaOutcome.STORED);
        });
    }

    /**
     * Stores the next piece of the recording, and drops pieces that are too old or too much.
     *
     * @param user only the sharer may
     * @throws IllegalArgumentException also if {@code data} is empty or too long
     */
    public AppendResult append(String share, String user, byte[] data) {
        Objects.requireNonNull(share, "share");
        UserName.require(user);
        media.requireData(data);
        Instant now = database.now();
        return database.write(
                Durability.EPHEMERAL,
                transaction -> refusal(transaction, share, user)
                        .map(AppendResult::refused)
                        .orElseGet(() -> AppendResult.stored(media.append(transaction, share, user, data, now))));
    }

    /**
     * What there is of the recording; nothing once the share is over.
     *
     * @param after the first pieces after this one; if empty, the newest, for a viewer who has none yet
     * @return empty if there is no such share, or {@code viewer} does not take part in its channel
     */
    public Optional<MediaPage> read(String share, String viewer, OptionalLong after) {
        Objects.requireNonNull(share, "share");
        UserName.require(viewer);
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
