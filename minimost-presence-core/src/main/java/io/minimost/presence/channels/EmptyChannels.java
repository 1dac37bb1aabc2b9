package io.minimost.presence.channels;

import io.minimost.presence.events.PresenceEvent.ChannelDeleted;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.PeriodicTask;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.EpochSeconds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Removes channels that nobody has belonged to for long. Nobody can enter them any more, so nobody misses them. */
final class EmptyChannels {
    /** Each removal clears several tables; a large backlog is spread over the hours. */
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
        database.hooks().onSweep(PeriodicTask.hourly(database, this::sweep));
        database.hooks().onChannelDeleted(this::unmark);
    }

    private void sweep() {
        Instant now = database.now();
        double expiry = EpochSeconds.of(now.minus(retention));
        // Look before taking the write lock: mostly there is nothing.
        if (!database.read(emptyChannels, sql -> sql.anythingToDo(expiry))) {
            return;
        }
        // Nobody else sees these marks, so the counter for MiniMost stays where it is.
        database.write(Durability.EPHEMERAL, transaction -> mark(transaction, EpochSeconds.of(now)));
        if (!database.read(emptyChannels, sql -> sql.expired(expiry, 1)).isEmpty()) {
            database.write(Durability.DURABLE, transaction -> deleteExpired(transaction, expiry, now));
        }
    }

    private int mark(Transaction transaction, double now) {
        EmptyChannelSql sql = transaction.sql(emptyChannels);
        return sql.unmarkRefilled() + sql.markNew(now);
    }

    private int deleteExpired(Transaction transaction, double expiry, Instant now) {
        List<Long> expired = transaction.sql(emptyChannels).expired(expiry, BATCH);
        expired.forEach(channel -> forget(transaction, new ChannelId.Private(channel), now));
        return expired.size();
    }

    private void forget(Transaction transaction, ChannelId.Private channel, Instant now) {
        database.hooks().channelForgotten(transaction, channel.text());
        transaction.publish(new ChannelDeleted(channel.text(), now));
    }

    private void unmark(Transaction transaction, String channel) {
        if (ChannelId.parse(channel) instanceof ChannelId.Private id) {
            transaction.sql(emptyChannels).delete(id.id());
        }
    }
}
