package io.minimost.presence.internal;

import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.MessageRef;
import io.minimost.presence.values.StoreEvent;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/**
 * The callbacks that capabilities register for what concerns all of them. Each capability registers its callbacks in its
 * constructor, so no capability depends on another. All callbacks that write share one transaction.
 */
public final class StoreCallbacks {
    private final SweepRecorder recorder;
    private final List<Runnable> sweeps = new CopyOnWriteArrayList<>();
    private final AtomicBoolean isSweeping = new AtomicBoolean();
    private final List<BiConsumer<Transaction, List<StoreEvent>>> publishedEvents = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<Transaction, List<StoreEvent>>> logs = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<Transaction, Instant>> resets = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<Transaction, Instant>> clockSetBacks = new CopyOnWriteArrayList<>();
    private final List<MemberLostCallback> lostMembers = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<Transaction, String>> hiddenTypists = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<Transaction, String>> deletedUsers = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<Transaction, String>> deletedChannels = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<Transaction, MessageRef>> deletedMessages = new CopyOnWriteArrayList<>();

    private MemberLookup members = (transaction, channel) -> List.of();
    private CallLookup calls = CallLookup.NONE;

    StoreCallbacks(SweepRecorder recorder) {
        this.recorder = recorder;
    }

    /** Sets the lookup for the members of private channels. */
    public void setMemberLookup(MemberLookup lookup) {
        members = lookup;
    }

    /** Sets the lookup for who is in a call. */
    public void setCallLookup(CallLookup lookup) {
        calls = lookup;
    }

    /** Who is in a call. */
    public CallLookup calls() {
        return calls;
    }

    /** Registers a task for each sweep, several times a second: for what expires. */
    public void onSweep(Runnable sweep) {
        sweeps.add(sweep);
    }

    /**
     * Registers a callback that writes what follows from published events, in their transaction. Its writes do not move MiniMost's
     * change counter. It may publish more events, but no facts. Not called for what a {@link Merge} publishes on PostgreSQL, whose
     * only statement has committed already.
     */
    public void onPublish(BiConsumer<Transaction, List<StoreEvent>> callback) {
        publishedEvents.add(callback);
    }

    /**
     * Registers the callback that writes to the log about published events. It is the last thing in their transaction: its last
     * statement may be sent together with the commit.
     */
    public void onLog(BiConsumer<Transaction, List<StoreEvent>> callback) {
        logs.add(callback);
    }

    /** Registers what a capability clears when the host has started and resets the live state. */
    public void onReset(BiConsumer<Transaction, Instant> reset) {
        resets.add(reset);
    }

    /** Registers what a capability clears when a user may no longer use a channel. */
    public void onMemberLost(MemberLostCallback callback) {
        lostMembers.add(callback);
    }

    /** Registers what a capability does with times that are ahead of the clock, because it was set back to {@code now}. */
    public void onClockSetBack(BiConsumer<Transaction, Instant> callback) {
        clockSetBacks.add(callback);
    }

    /** Registers what a capability clears when a user no longer shows that they type. */
    public void onTypingHidden(BiConsumer<Transaction, String> callback) {
        hiddenTypists.add(callback);
    }

    /** Registers what a capability clears when a user is deleted. */
    public void onUserDeleted(BiConsumer<Transaction, String> callback) {
        deletedUsers.add(callback);
    }

    /** Registers what a capability clears when a channel is deleted. */
    public void onChannelDeleted(BiConsumer<Transaction, String> callback) {
        deletedChannels.add(callback);
    }

    /** Registers what a capability clears when a message is deleted. */
    public void onMessageDeleted(BiConsumer<Transaction, MessageRef> callback) {
        deletedMessages.add(callback);
    }

    /** Runs the callbacks for published events in {@code transaction}. */
    void published(Transaction transaction, List<StoreEvent> events) {
        publishedEvents.forEach(callback -> callback.accept(transaction, events));
    }

    /** Runs the callback that writes to the log in {@code transaction}. */
    void log(Transaction transaction, List<StoreEvent> events) {
        logs.forEach(callback -> callback.accept(transaction, events));
    }

    /**
     * Runs all tasks for a sweep, unless a sweep is running. If one or more fail, throws the first failure after all have
     * run. No lock is held, because the tasks publish events, and a listener may wait for a thread that sweeps, too.
     */
    public void sweep() {
        if (isSweeping.compareAndSet(false, true)) {
            try {
                recorder.run(this::runSweeps);
            } finally {
                isSweeping.set(false);
            }
        }
    }

    private void runSweeps() {
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

    /** Runs the callbacks for a reset in {@code transaction}. */
    public void reset(Transaction transaction, Instant now) {
        resets.forEach(reset -> reset.accept(transaction, now));
    }

    /** Runs the callbacks for a clock that was set back in {@code transaction}. */
    public void clockSetBack(Transaction transaction, Instant now) {
        clockSetBacks.forEach(callback -> callback.accept(transaction, now));
    }

    /** Runs the callbacks for a user who lost a channel in {@code transaction}. */
    public void memberLost(Transaction transaction, String channel, String user, Instant now) {
        lostMembers.forEach(callback -> callback.lost(transaction, channel, user, now));
    }

    /** The participants of {@code channel}, in MiniMost's order; none for a public channel. */
    public List<String> participants(Transaction transaction, ChannelId channel) {
        return channel.participants(own -> members.members(transaction, own));
    }

    /** Runs the callbacks for a user who no longer shows that they type in {@code transaction}. */
    public void typingHidden(Transaction transaction, String user) {
        hiddenTypists.forEach(callback -> callback.accept(transaction, user));
    }

    /** Runs the callbacks for a deleted user in {@code transaction}. */
    public void userDeleted(Transaction transaction, String user) {
        deletedUsers.forEach(callback -> callback.accept(transaction, user));
    }

    /** Runs the callbacks for a deleted channel in {@code transaction}. */
    public void channelDeleted(Transaction transaction, String channel) {
        deletedChannels.forEach(callback -> callback.accept(transaction, channel));
    }

    /** Runs the callbacks for a deleted message in {@code transaction}. */
    public void messageDeleted(Transaction transaction, MessageRef message) {
        deletedMessages.forEach(callback -> callback.accept(transaction, message));
    }

    /** Finds the members of a private channel, in byte order. */
    @FunctionalInterface
    public interface MemberLookup {
        /** The members of {@code channel}; none if there is no such channel. */
        List<String> members(Transaction transaction, ChannelId.Private channel);
    }

    /** What a capability does when a user may no longer use a channel. */
    @FunctionalInterface
    public interface MemberLostCallback {
        /** Clears the data of {@code user} in {@code channel}. */
        void lost(Transaction transaction, String channel, String user, Instant now);
    }
}
