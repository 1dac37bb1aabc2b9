package io.minimost.presence.receipts;

import io.minimost.presence.events.PresenceEvent.ReadPointMoved;
import io.minimost.presence.internal.ChangeScope;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.DeletionMark;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Keys;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageRef;
import io.minimost.presence.values.UserName;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How far users have read in their own eyes: by this, their unread messages are counted, on all of their devices. It is the
 * watermark, unless the user has read privately, or has marked messages as unread. Only the user may be shown it.
 *
 * <p>The host decides whether a user may read a channel. Names and channels must be valid ({@link UserName},
 * {@link ChannelId}), else {@link IllegalArgumentException}. No method returns or takes null. Thread-safe.
 */
public final class ReadPoints {
    private final Database database;
    private final ReadReceipts receipts;
    private final Dao<ReadPointSql> points;
    private final MoveReadPoint move;

    ReadPoints(Database database, ReadReceipts receipts, Dao<ReadPointSql> points, MoveReadPoint move) {
        this.database = database;
        this.receipts = receipts;
        this.points = points;
        this.move = move;
        database.callbacks()
                .onMemberLost((transaction, channel, user, now) ->
                        transaction.sql(points).delete(user, channel));
        database.callbacks()
                .onUserDeleted((transaction, user) -> transaction.sql(points).deleteReader(user));
        database.callbacks()
                .onChannelDeleted(
                        (transaction, channel) -> transaction.sql(points).deleteChannel(channel));
    }

    /** The time up to which {@code user} has read {@code channel} in their own eyes; empty if they have read nothing. */
    public Optional<Instant> readPoint(String channel, String user) {
        ChannelId.requireStored(channel);
        UserName.requireStored(user);
        return database.read(points, sql -> sql.own(channel, user)).map(EpochSeconds::toInstant);
    }

    /** The same for a channel that was parsed already. */
    public Optional<Instant> readPoint(ChannelId channel, String user) {
        return readPoint(Objects.requireNonNull(channel, "channel").text(), user);
    }

    /**
     * The channels of which {@code user} has read another part in their own eyes than others see, by channel in byte order, each
     * with the time up to which they have read it.
     */
    public Map<String, Instant> ownReadPoints(String user) {
        UserName.requireStored(user);
        Map<String, Instant> own = new LinkedHashMap<>();
        for (ReadPointSql.OwnPoint point : database.read(points, sql -> sql.differing(user))) {
            own.put(point.channel(), EpochSeconds.toInstant(point.upTo()));
        }
        return Collections.unmodifiableMap(own);
    }

    /**
     * Records that {@code user} has read everything in {@code channel} up to the time {@code upTo}, so that others see nothing of
     * it: no receipt, no watermark. Publishes {@link ReadPointMoved} if that is later than before.
     *
     * @return whether it is
     */
    public boolean markReadPrivately(String channel, String user, Instant upTo) {
        ChannelId.parse(channel);
        UserName.require(user);
        Instant time = EpochSeconds.asStored(Objects.requireNonNull(upTo, "upTo"));
        Instant now = database.now();
        return database.write(
                Durability.DURABLE,
                Keys.NONE.changing(ChangeScope.receipts(channel)),
                transaction -> move.forward(transaction, channel, user, time, now));
    }

    /** The same for a channel that was parsed already. */
    public boolean markReadPrivately(ChannelId channel, String user, Instant upTo) {
        return markReadPrivately(Objects.requireNonNull(channel, "channel").text(), user, upTo);
    }

    /**
     * Records in the same way that {@code user} has read all messages of {@code channel}.
     *
     * @param messages finds the messages of the channel; what is deleted while it is asked is left out
     * @return how many messages the user had not read
     */
    public int markAllReadPrivately(String channel, String user, MessageLookup messages) {
        ChannelId.parse(channel);
        UserName.require(user);
        Objects.requireNonNull(messages, "messages");
        DeletionMark mark = database.deletionMarks().take();
        List<Instant> unread = database.async().once(() -> receipts.unread(channel, user, messages));
        Optional<Instant> last = unread.stream().max(Comparator.naturalOrder());
        return last.flatMap(upTo ->
                        database.deletionMarks().unlessDeleted(mark, () -> markReadPrivately(channel, user, upTo)))
                .filter(Boolean::booleanValue)
                .map(moved -> unread.size())
                .orElse(0);
    }

    /** The same for a channel that was parsed already. */
    public int markAllReadPrivately(ChannelId channel, String user, MessageLookup messages) {
        return markAllReadPrivately(Objects.requireNonNull(channel, "channel").text(), user, messages);
    }

    /**
     * Counts {@code message} and all later ones of its channel as unread again, in the user's own eyes. What others see stays, as
     * do all receipts. Publishes {@link ReadPointMoved} if the user had read the message.
     *
     * @return whether the user had read the message
     */
    public boolean markUnreadFrom(String user, MessageRef message) {
        UserName.require(user);
        Objects.requireNonNull(message, "message");
        ChannelId.parse(message.channel());
        Instant now = database.now();
        return database.write(
                Durability.DURABLE,
                Keys.NONE.changing(ChangeScope.receipts(message.channel())),
                transaction -> move.back(transaction, message.channel(), user, message.seconds(), now));
    }
}
