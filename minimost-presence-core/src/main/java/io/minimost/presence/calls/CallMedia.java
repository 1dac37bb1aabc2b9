package io.minimost.presence.calls;

import io.minimost.presence.internal.ChangeScope;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.media.AppendResult;
import io.minimost.presence.media.Media;
import io.minimost.presence.media.MediaLimits;
import io.minimost.presence.media.MediaOutcome;
import io.minimost.presence.media.MediaPage;
import io.minimost.presence.media.MediaTrack;
import io.minimost.presence.values.UserName;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Audio and video of calls, for clients that cannot connect. A client sends the init chunk of a recording and then its media
 * chunks; the others poll for new ones. The store keeps those of the last seconds. A user's media is deleted when they leave
 * the call or join it again, and all media when the call ends.
 *
 * <p>Senders and readers must be in the call, and the call must be live. Each sender has one recording for each track, and one
 * without a track.
 *
 * <p>Names must be valid ({@link UserName}), else {@link IllegalArgumentException}. A call that does not exist has the same
 * result as a call of which the user is not a participant. No method returns or takes null. Thread-safe.
 */
public final class CallMedia {
    /** What a client sends in place of a MIME type when it no longer shares its screen. */
    private static final String SCREEN_OFF = "screen/off";

    private final Database database;
    private final CallKeys keys;
    private final Dao<CallMembershipSql> memberships;
    private final Dao<CallMediaSql> table;
    private final Media media;
    private final ScreenShareCallback screenShare;

    CallMedia(Database database, CallKeys keys, MediaLimits limits, ScreenShareCallback screenShare) {
        this.database = database;
        this.keys = keys;
        this.screenShare = screenShare;
        memberships = database.register(CallMembershipSql.class);
        table = Media.table(database, CallMediaSql.class, PostgresCallMediaSql.class);
        media = new Media(table, limits);
        database.callbacks().onUserDeleted(this::purgeUserEverywhere);
        database.callbacks().onReset((transaction, now) -> purgeAll(transaction));
    }

    /**
     * Stores the init chunk of a recording, in place of any earlier one. With the track {@link MediaTrack#SCREEN}, also records
     * that {@code sender} shares their screen, or no longer does, as {@link Calls#shareScreen}.
     *
     * @param mimeType {@code audio/} or {@code video/} and {@code webm}, {@code mp4}, {@code ogg} or {@code x-matroska}, with
     *     or without {@code ;codecs=...}; or {@code screen/off}, with the track {@link MediaTrack#SCREEN} only
     * @throws IllegalArgumentException also if {@code mimeType} is something else, or {@code data} empty or too long
     */
    public MediaOutcome putInit(String call, String sender, Optional<MediaTrack> track, String mimeType, byte[] data) {
        UserName.require(sender);
        String key = key(call, sender, track);
        boolean isScreen = track.equals(Optional.of(MediaTrack.SCREEN));
        boolean isOff = isScreen && SCREEN_OFF.equals(mimeType);
        if (!isOff) {
            Media.requireMimeType(mimeType);
        }
        media.requireData(data);
        Instant now = database.now();
        // Who shares their screen is part of the call, which is durable, and not of its media.
        Durability durability = isScreen ? Durability.DURABLE : Durability.EPHEMERAL;
        return database.write(durability, keys.of(call), transaction -> {
            Optional<MediaOutcome> refusal = refusal(transaction, call, sender);
            if (refusal.isEmpty() && isScreen) {
                // It also writes what is due: the sender may be out after it, and their media deleted.
                screenShare.set(transaction, call, sender, !isOff, now);
                refusal = refusal(transaction, call, sender);
            }
            if (refusal.isEmpty()) {
                media.putInit(transaction, call, key, mimeType, data, now);
            }
            return refusal.orElse(MediaOutcome.STORED);
        });
    }

    /**
     * Stores the next media chunk of a recording, and deletes those of the call, of all senders, that are beyond the limits.
     *
     * @throws IllegalArgumentException also if {@code data} is empty or too long
     */
    public AppendResult append(String call, String sender, Optional<MediaTrack> track, byte[] data) {
        UserName.require(sender);
        String key = key(call, sender, track);
        media.requireData(data);
        Instant now = database.now();
        return database.write(
                Durability.EPHEMERAL,
                keys.of(call).changing(ChangeScope.NOTHING),
                transaction -> refusal(transaction, call, sender)
                        .map(AppendResult::refused)
                        .orElseGet(() -> AppendResult.stored(media.append(transaction, call, key, data, now))));
    }

    /**
     * The init chunk and a page of the media chunks of a recording; none of them if {@code sender} has sent none.
     *
     * @param after the sequence after which the page begins; if empty, it has the newest chunks, for a new reader. (MiniMost
     *     then returns the newest only for the track {@link MediaTrack#SCREEN}, and the first for others; pass -1 for those.)
     * @return empty if there is no such live call, or {@code reader} is not in it
     */
    public Optional<MediaPage> read(
            String call, String reader, String sender, Optional<MediaTrack> track, OptionalLong after) {
        UserName.requireStored(reader);
        UserName.requireStored(sender);
        String key = key(call, sender, track);
        Objects.requireNonNull(after, "after");
        return database.read(transaction -> refusal(transaction, call, reader).isPresent()
                ? Optional.empty()
                : Optional.of(media.read(transaction, call, key, after)));
    }

    /** Deletes everything of {@code call}, and returns the number of rows. */
    int purge(Transaction transaction, String call) {
        return media.purge(transaction, call);
    }

    /** Deletes all recordings of {@code user} in {@code call}. */
    void purgeUser(Transaction transaction, String call, String user) {
        transaction.sql(table).deleteOf(call, user);
    }

    /** Deletes everything of all calls. */
    void purgeAll(Transaction transaction) {
        media.purgeAll(transaction);
    }

    /** Deletes all recordings of {@code user} in all calls. */
    void purgeUserEverywhere(Transaction transaction, String user) {
        transaction.sql(table).deleteUser(user);
    }

    private Optional<MediaOutcome> refusal(Transaction transaction, String call, String user) {
        @Nullable String membership = transaction.sql(memberships).membership(call, user);
        if (membership == null || membership.equals("out")) {
            return Optional.of(MediaOutcome.NO_SUCH_SESSION);
        }
        return membership.equals("over") ? Optional.of(MediaOutcome.OVER) : Optional.empty();
    }

    /** The sender as the table has it. No user name contains a colon. */
    private static String key(String call, String sender, Optional<MediaTrack> track) {
        Objects.requireNonNull(call, "call");
        Objects.requireNonNull(track, "track");
        return track.map(kind -> sender + ":" + kind.value()).orElse(sender);
    }
}
