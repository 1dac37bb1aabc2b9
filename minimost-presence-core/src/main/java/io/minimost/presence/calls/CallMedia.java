package io.minimost.presence.calls;

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
 * Sound and pictures of calls, for clients that cannot reach each other: each records what it has, and sends how the recording
 * begins and then piece by piece; the others ask again and again for what is new. The store keeps the last seconds, and all of
 * it goes when the call ends.
 *
 * <p>Who sends or reads must be in the call, and the call live. A recording is known by its sender and its track; without a
 * track it is another recording.
 *
 * <p>Names must be valid ({@link UserName}), else {@link IllegalArgumentException}; a call that does not exist is an ordinary
 * outcome, the same as for a stranger to it. No method returns or takes null. Thread-safe.
 */
public final class CallMedia {
    /** What a client says in place of a type when it no longer sends its screen. */
    private static final String SCREEN_OFF = "screen/off";

    private final Database database;
    private final Dao<CallMembershipSql> standings;
    private final Dao<CallMediaSql> table;
    private final Media media;
    private final ScreenShareCallback hint;

    CallMedia(Database database, MediaLimits limits, ScreenShareCallback hint) {
        this.database = database;
        this.hint = hint;
        standings = database.register(CallMembershipSql.class);
        table = Media.table(database, CallMediaSql.class);
        media = new Media(table, limits);
        database.callbacks().onUserDeleted(this::forget);
        database.callbacks().onReset((transaction, now) -> purgeAll(transaction));
    }

    /**
     * Stores how a recording begins, in place of what there was. With the track {@link MediaTrack#SCREEN}, it also notes that
     * {@code sender} shares his screen, or no longer does.
     *
     * @param mimeType {@code audio/} or {@code video/} and {@code webm}, {@code mp4}, {@code ogg} or {@code x-matroska}, with
     *     or without {@code ;codecs=...}; or {@code screen/off}, with the track {@link MediaTrack#SCREEN} only
     * @throws IllegalArgumentException also if {@code mimeType} is something else, or {@code data} empty or too long
     */
    public MediaOutcome putInit(String call, String sender, Optional<MediaTrack> track, String mimeType, byte[] data) {
        String key = key(call, sender, track);
        boolean isScreen = track.equals(Optional.of(MediaTrack.SCREEN));
        boolean isOff = isScreen && SCREEN_OFF.equals(mimeType);
        if (!isOff) {
            Media.requireMimeType(mimeType);
        }
        media.requireData(data);
        Instant now = database.now();
        // Who shares is part of the call and not of its media.
        Durability durability = isScreen ? Durability.DURABLE : Durability.EPHEMERAL;
        return database.write(durability, transaction -> {
            Optional<MediaOutcome> refusal = refusal(transaction, call, sender);
            if (refusal.isEmpty()) {
                media.putInit(transaction, call, key, mimeType, data, now);
                if (isScreen) {
                    hint.set(transaction, call, sender, !isOff, now);
                }
            }
            return refusal.orElse(MediaOutcome.STORED);
        });
    }

    /**
     * Stores the next piece of a recording, and drops pieces of the call, whoever sent them, that are too old or too much.
     *
     * @throws IllegalArgumentException also if {@code data} is empty or too long
     */
    public AppendResult append(String call, String sender, Optional<MediaTrack> track, byte[] data) {
        String key = key(call, sender, track);
        media.requireData(data);
        Instant now = database.now();
        return database.write(
                Durability.EPHEMERAL,
                transaction -> refusal(transaction, call, sender)
                        .map(AppendResult::refused)
                        .orElseGet(() -> AppendResult.stored(media.append(transaction, call, key, data, now))));
    }

    /**
     * What there is of a recording; nothing if {@code sender} has sent nothing.
     *
     * @param after the first pieces after this one; if empty, the newest, for a client that has none yet. (MiniMost does the
     *     latter only for the track {@link MediaTrack#SCREEN}, and else begins with the first; that is {@code after} -1.)
     * @return empty if there is no such live call, or {@code reader} is not in it
     */
    public Optional<MediaPage> read(
            String call, String reader, String sender, Optional<MediaTrack> track, OptionalLong after) {
        UserName.require(reader);
        String key = key(call, sender, track);
        Objects.requireNonNull(after, "after");
        return database.read(transaction -> refusal(transaction, call, reader).isPresent()
                ? Optional.empty()
                : Optional.of(media.read(transaction, call, key, after)));
    }

    /** Removes everything of {@code call}; answers how many rows that were. */
    int purge(Transaction transaction, String call) {
        return media.purge(transaction, call);
    }

    /** Removes all recordings of {@code user} in {@code call}. */
    void purgeUser(Transaction transaction, String call, String user) {
        transaction.sql(table).deleteOf(call, user);
    }

    /** Removes everything of all calls. */
    void purgeAll(Transaction transaction) {
        media.purgeAll(transaction);
    }

    /** Removes all recordings of {@code user} in all calls. */
    void forget(Transaction transaction, String user) {
        transaction.sql(table).deleteUser(user);
    }

    private Optional<MediaOutcome> refusal(Transaction transaction, String call, String user) {
        @Nullable String standing = transaction.sql(standings).standing(call, user);
        if (standing == null || standing.equals("out")) {
            return Optional.of(MediaOutcome.NO_SUCH_SESSION);
        }
        return standing.equals("over") ? Optional.of(MediaOutcome.OVER) : Optional.empty();
    }

    /** The sender as the file has him. No name contains the character between the two. */
    private static String key(String call, String sender, Optional<MediaTrack> track) {
        Objects.requireNonNull(call, "call");
        UserName.require(sender);
        Objects.requireNonNull(track, "track");
        return track.map(kind -> sender + ":" + kind.value()).orElse(sender);
    }
}
