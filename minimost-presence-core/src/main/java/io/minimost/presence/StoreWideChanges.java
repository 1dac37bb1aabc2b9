package io.minimost.presence;

import io.minimost.presence.events.PresenceEvent;
import io.minimost.presence.events.PresenceEvent.ChannelDeleted;
import io.minimost.presence.events.PresenceEvent.LiveStateReset;
import io.minimost.presence.events.PresenceEvent.MessageDeleted;
import io.minimost.presence.events.PresenceEvent.UserDeleted;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Keys;
import io.minimost.presence.internal.StoreCallbacks;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.MessageRef;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Changes that concern all capabilities, each in one transaction. Thread-safe. */
final class StoreWideChanges {
    private final Database database;
    private final StoreCallbacks callbacks;

    StoreWideChanges(Database database) {
        this.database = database;
        callbacks = database.callbacks();
    }

    void reset() {
        change(callbacks::reset, LiveStateReset::new);
    }

    void deleteUser(String user) {
        change((transaction, now) -> callbacks.userDeleted(transaction, user), now -> new UserDeleted(user, now));
    }

    void deleteChannel(String channel) {
        change(
                (transaction, now) -> callbacks.channelDeleted(transaction, channel),
                now -> new ChannelDeleted(channel, now));
    }

    void deleteMessage(MessageRef message) {
        change(
                (transaction, now) -> callbacks.messageDeleted(transaction, message),
                now -> new MessageDeleted(message, now));
    }

    /** Deals with times that are ahead of the clock, because it was set back. */
    void pullBack() {
        Instant now = database.now();
        database.execute(
                Durability.EPHEMERAL, Keys.EVERYTHING, transaction -> callbacks.clockSetBack(transaction, now));
    }

    private void change(BiConsumer<Transaction, Instant> work, Function<Instant, PresenceEvent> published) {
        Instant now = database.now();
        database.execute(Durability.DURABLE, Keys.EVERYTHING, transaction -> {
            work.accept(transaction, now);
            transaction.publish(published.apply(now));
        });
    }
}
