package io.minimost.presence.receipts;

import io.minimost.presence.events.PresenceEvent.MessagesDelivered;
import io.minimost.presence.internal.AnswerVersion;
import io.minimost.presence.internal.ChangeScope;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.UserName;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Who has received what: for each channel and user, the time up to which a client of the user has received the channel. It never
 * moves back. What a user has read they have received, too: compare with {@link ReadReceipts#watermarks}.
 *
 * <p>Of a user whose privacy settings keep receipts private, or who is invisible, nothing is stored or published: a client reports
 * this by itself, so it would show that the user is there.
 *
 * <p>The host decides whether a user may read a channel. Names and channels must be valid ({@link UserName},
 * {@link ChannelId}), else {@link IllegalArgumentException}. No method returns or takes null. Thread-safe.
 */
public final class Deliveries {
    private final Database database;
    private final Dao<DeliverySql> deliveries;
    private final MarkDelivered markDelivered;

    Deliveries(Database database) {
        this.database = database;
        deliveries = database.register(
                DeliverySql.class, PostgresDeliverySql.class, new Watermark.Mapper(), new ChannelWatermark.Mapper());
        markDelivered = new MarkDelivered(deliveries, database.register(PostgresDeliverySql.class));
        database.callbacks()
                .onUserDeleted(
                        (transaction, user) -> transaction.sql(deliveries).deleteRecipient(user));
        database.callbacks()
                .onChannelDeleted(
                        (transaction, channel) -> transaction.sql(deliveries).deleteChannel(channel));
    }

    /**
     * Records that a client of {@code user} has received everything in {@code channel} up to the time {@code upTo}; a time ahead of
     * the clock counts as now. Publishes {@link MessagesDelivered} if that is later than before.
     *
     * @return whether it is; false if the user does not show it
     */
    public boolean markDelivered(String channel, String user, Instant upTo) {
        ChannelId.parse(channel);
        UserName.require(user);
        Objects.requireNonNull(upTo, "upTo");
        Instant now = database.now();
        Instant latest = database.clock().latest(now);
        Instant time = EpochSeconds.asStored(upTo.isAfter(latest) ? now : upTo);
        return database.merge(markDelivered, new MarkDelivered.Position(channel, user, time, now));
    }

    /** The same for a channel that was parsed already. */
    public boolean markDelivered(ChannelId channel, String user, Instant upTo) {
        return markDelivered(Objects.requireNonNull(channel, "channel").text(), user, upTo);
    }

    /**
     * The time up to which each user has received {@code channel}, by name in byte order; without those whose clients reported
     * nothing.
     */
    public Map<String, Instant> deliveredUpTo(String channel) {
        ChannelId.requireStored(channel);
        return Watermark.byReader(database.read(deliveries, sql -> sql.all(channel)));
    }

    /** The same for a channel that was parsed already. */
    public Map<String, Instant> deliveredUpTo(ChannelId channel) {
        return deliveredUpTo(Objects.requireNonNull(channel, "channel").text());
    }

    /** The same for each of {@code channels}, in this order; none for a channel of which nobody has received anything. */
    public Map<String, Map<String, Instant>> deliveredUpTo(Collection<String> channels) {
        List<String> names = ChannelWatermark.checked(channels);
        return database.read(deliveries, sql -> ChannelWatermark.read(names, sql::allIn));
    }

    /**
     * The version of what {@link #deliveredUpTo(ChannelId)}, {@link ReadReceipts#receiptsOf(ChannelId)} and
     * {@link ReadReceipts#watermarks(ChannelId)} answer now; empty if it is not known.
     *
     * @hidden
     */
    @SuppressWarnings("exports")
    public Optional<AnswerVersion> version(ChannelId channel) {
        return database.versions()
                .of(ChangeScope.receipts(
                        Objects.requireNonNull(channel, "channel").text()));
    }

    /** The time up to which {@code user} has received {@code channel}; empty if their clients reported nothing. */
    public Optional<Instant> deliveredUpTo(String channel, String user) {
        ChannelId.requireStored(channel);
        UserName.requireStored(user);
        return database.read(deliveries, sql -> sql.upTo(channel, user)).map(EpochSeconds::toInstant);
    }

    /** The same for a channel that was parsed already. */
    public Optional<Instant> deliveredUpTo(ChannelId channel, String user) {
        return deliveredUpTo(Objects.requireNonNull(channel, "channel").text(), user);
    }
}
