package io.minimost.presence.internal;

import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.MessageRef;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/**
 * What concerns all rooms at once. Each room registers its part when it is created; so no room needs to know another, and
 * a part that writes does so in the one transaction that all of them share.
 */
public final class StoreCallbacks {
    private final List<Runnable> sweeps = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<Transaction, Object>> publishedEvents = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<Transaction, Instant>> resets = new CopyOnWriteArrayList<>();
    private final List<MemberLostCallback> lostMembers = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<Transaction, String>> deletedUsers = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<Transaction, String>> deletedChannels = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<Transaction, MessageRef>> deletedMessages = new CopyOnWriteArrayList<>();

    private MemberLookup members = (transaction, channel) -> List.of();

    StoreCallbacks() {}

    /** Registers who knows the members of private channels. */
    public void setMemberLookup(MemberLookup lookup) {
        members = lookup;
    }

    /** Registers what is to be done about once a second, for facts that come about by time alone. */
    public void onSweep(Runnable sweep) {
        sweeps.add(sweep);
    }

    /**
     * Registers what is to be written about each event that is announced, in the transaction of its change. It counts
     * for nothing in MiniMost's change counter.
     */
    public void onPublish(BiConsumer<Transaction, Object> callback) {
        publishedEvents.add(callback);
    }

    /** Registers what a room clears when the host starts and nothing from before is live any more. */
    public void onReset(BiConsumer<Transaction, Instant> reset) {
        resets.add(reset);
    }

    /** Registers what a room clears when a user may no longer use a channel. */
    public void onMemberLost(MemberLostCallback callback) {
        lostMembers.add(callback);
    }

    /** Registers what a room clears when a user is removed from the store altogether. */
    public void onUserDeleted(BiConsumer<Transaction, String> callback) {
        deletedUsers.add(callback);
    }

    /** Registers what a room clears when a channel is removed. */
    public void onChannelDeleted(BiConsumer<Transaction, String> callback) {
        deletedChannels.add(callback);
    }

    /** Registers what a room clears when a message is removed. */
    public void onMessageDeleted(BiConsumer<Transaction, MessageRef> callback) {
        deletedMessages.add(callback);
    }

    /** Does, in {@code transaction}, what was registered for an event. */
    void published(Transaction transaction, Object event) {
        publishedEvents.forEach(callback -> callback.accept(transaction, event));
    }

    /** Does what all rooms registered for a sweep; the failure of one is thrown when all have had their turn. */
    public void sweep() {
        RuntimeException failure = null;
        for (Runnable sweep : sweeps) {
            try {
                sweep.run();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else if (failure != e) {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Does what all rooms registered for a reset, in {@code transaction}. */
    public void reset(Transaction transaction, Instant now) {
        resets.forEach(reset -> reset.accept(transaction, now));
    }

    /** Does, in {@code transaction}, what all rooms registered for a user who lost a channel. */
    public void memberLost(Transaction transaction, String channel, String user, Instant now) {
        lostMembers.forEach(callback -> callback.lost(transaction, channel, user, now));
    }

    /** Those who take part in {@code channel}, in the order in which MiniMost names them; nobody in a public channel. */
    public List<String> participants(Transaction transaction, ChannelId channel) {
        if (channel instanceof ChannelId.Direct direct) {
            return direct.users();
        }
        return channel instanceof ChannelId.Private id ? members.members(transaction, id) : List.of();
    }

    /** Does, in {@code transaction}, what all rooms registered for a user who is removed. */
    public void userDeleted(Transaction transaction, String user) {
        deletedUsers.forEach(callback -> callback.accept(transaction, user));
    }

    /** Does, in {@code transaction}, what all rooms registered for a channel that is removed. */
    public void channelDeleted(Transaction transaction, String channel) {
        deletedChannels.forEach(callback -> callback.accept(transaction, channel));
    }

    /** Does, in {@code transaction}, what all rooms registered for a message that is removed. */
    public void messageDeleted(Transaction transaction, MessageRef message) {
        deletedMessages.forEach(callback -> callback.accept(transaction, message));
    }

    /** Who belongs to a private channel, in byte order. */
    @FunctionalInterface
    public interface MemberLookup {
        /** The members of {@code channel}; none if there is no such channel. */
        List<String> members(Transaction transaction, ChannelId.Private channel);
    }

    /** What a room does when {@code user} may no longer use {@code channel}. */
    @FunctionalInterface
    public interface MemberLostCallback {
        /** Clears what the room keeps of the user in the channel. */
        void lost(Transaction transaction, String channel, String user, Instant now);
    }
}
