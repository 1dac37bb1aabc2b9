package io.minimost.presence.channels;

import io.minimost.presence.events.PresenceEvent.ChannelDeleted;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Keys;
import io.minimost.presence.internal.PeriodicTask;
import io.minimost.presence.internal.SmallPieces;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.EpochSeconds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Deletes channels that had no members for long. Only a member can add members, so such a channel stays empty. */
final class EmptyChannels {
    /** A large backlog is spread over several hours. */
    private static final int BATCH = 100;

    private final Database database;
    private final Dao<EmptyChannelSql> emptyChannels;
    private final Duration retention;
    private final SmallPieces pieces;

    EmptyChannels(Database database, Duration retention) {
        this.database = database;
        this.retention = retention;
        pieces = new SmallPieces(database);
        emptyChannels = database.register(EmptyChannelSql.class);
    }

    void start() {
        database.callbacks().onSweep(PeriodicTask.hourly(database, this::sweep));
        database.callbacks().onChannelDeleted(this::unmark);
    }

    /** Reads without the write lock, because each of these queries reads a table: usually there is nothing to do. */
    private void sweep() {
        Instant now = database.now();
        double expiry = EpochSeconds.of(database.ago(now, retention));
        // EPHEMERAL, because MiniMost does not read these marks: its change counter must not move.
        each(
                Durability.EPHEMERAL,
                EmptyChannelSql::refilled,
                (transaction, channel) -> transaction.sql(emptyChannels).unmarkIfRefilled(channel));
        each(
                Durability.EPHEMERAL,
                EmptyChannelSql::unmarked,
                (transaction, channel) -> transaction.sql(emptyChannels).mark(channel, EpochSeconds.of(now)));
        each(
                Durability.DURABLE,
                sql -> sql.expired(expiry, BATCH),
                (transaction, channel) -> deleteExpired(transaction, new ChannelId.Private(channel), expiry, now));
    }

    private void each(
            Durability durability, Function<EmptyChannelSql, List<Long>> query, BiConsumer<Transaction, Long> work) {
        pieces.each(durability, channels -> Keys.EVERYTHING, database.read(emptyChannels, query), work);
    }

    private void deleteExpired(Transaction transaction, ChannelId.Private channel, double expiry, Instant now) {
        // Again: another store may have deleted it, or a MiniMost may have added a member, since the channels were
        // listed.
        if (transaction.sql(emptyChannels).isExpired(channel.id(), expiry)) {
            database.callbacks().channelDeleted(transaction, channel.text());
            transaction.publish(new ChannelDeleted(channel.text(), now));
        }
    }

    private void unmark(Transaction transaction, String channel) {
        ChannelId.Private.find(channel)
                .ifPresent(id -> transaction.sql(emptyChannels).delete(id.id()));
    }
}
