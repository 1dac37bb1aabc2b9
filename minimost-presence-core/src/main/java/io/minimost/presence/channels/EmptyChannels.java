package io.minimost.presence.channels;

import io.minimost.presence.events.PresenceEvent.ChannelDeleted;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Keys;
import io.minimost.presence.internal.PeriodicTask;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.EpochSeconds;
import java.time.Duration;
import java.time.Instant;

/** Deletes channels that had no members for long. Only a member can add members, so such a channel stays empty. */
final class EmptyChannels {
    /** A large backlog is spread over several hours. */
    private static final int BATCH = 100;

    private final Database database;
    private final Dao<EmptyChannelSql> emptyChannels;
    private final Duration retention;

    EmptyChannels(Database database, Duration retention) {
        this.database = database;
        this.retention = retention;
        emptyChannels = database.register(EmptyChannelSql.class);
    }

    void start() {
        database.callbacks().onSweep(PeriodicTask.hourly(database, this::sweep));
        database.callbacks().onChannelDeleted(this::unmark);
    }

    private void sweep() {
        Instant now = database.now();
        double expiry = EpochSeconds.of(database.ago(now, retention));
        // Reads before it takes the write lock: usually there is nothing to do.
        if (!database.read(emptyChannels, sql -> sql.anythingToDo(expiry))) {
            return;
        }
        // EPHEMERAL, because MiniMost does not read these marks: its change counter must not move.
        database.execute(Durability.EPHEMERAL, Keys.EVERYTHING, transaction -> mark(transaction, EpochSeconds.of(now)));
        // One transaction for each channel, which clears several tables: other writers must not wait for all of them.
        for (long channel : database.read(emptyChannels, sql -> sql.expired(expiry, BATCH))) {
            database.execute(
                    Durability.DURABLE,
                    Keys.EVERYTHING,
                    transaction -> deleteExpired(transaction, new ChannelId.Private(channel), expiry, now));
        }
    }

    private void mark(Transaction transaction, double now) {
        EmptyChannelSql sql = transaction.sql(emptyChannels);
        sql.unmarkRefilled();
        sql.markNew(now);
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
