package io.minimost.presence;

import io.minimost.presence.calls.Calls;
import io.minimost.presence.channels.PrivateChannels;
import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.events.Events;
import io.minimost.presence.events.FactPosition;
import io.minimost.presence.events.PresenceEvent.ChannelDeleted;
import io.minimost.presence.events.PresenceEvent.LiveStateReset;
import io.minimost.presence.events.PresenceEvent.MessageDeleted;
import io.minimost.presence.events.PresenceEvent.UserDeleted;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.DeletionMarks;
import io.minimost.presence.presence.UserPresence;
import io.minimost.presence.reactions.Reactions;
import io.minimost.presence.receipts.ReadReceipts;
import io.minimost.presence.screenshare.ScreenShares;
import io.minimost.presence.stats.StoreActivity;
import io.minimost.presence.stats.StoreStats;
import io.minimost.presence.typing.Typing;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.MessageRef;
import io.minimost.presence.values.UserName;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The live state of a chat server (typing, presence, ...) in one SQLite file, MiniMost's {@code presence.db}, or in PostgreSQL.
 *
 * <pre>{@code
 * try (PresenceStore store = PresenceStore.open(Path.of("presence.db"))) {
 *     store.typing().start("alice", "general");
 *     List<String> others = store.typing().typingUsers("general", "bob");
 * }
 * }</pre>
 *
 * <p>One instance serves a whole application. The store and all of its capabilities are thread-safe. When a call returns,
 * its change is committed and visible to every process. Several stores in one or more processes can use the same file,
 * together with a MiniMost. Two copies of this library in one JVM (in two class loaders) cannot: the second is refused.
 *
 * <p>A bad argument throws {@link IllegalArgumentException}, null throws {@link NullPointerException}, a database failure
 * throws {@link PresenceStoreException}. In each case nothing was written, unless the exception says otherwise.
 */
public final class PresenceStore implements AutoCloseable {
    private final Database database;
    private final StoreWideChanges changes;
    private final Capabilities capabilities;
    private final StoreTimer timer;

    PresenceStore(PresenceStoreBuilder builder, Database database) {
        this.database = database;
        changes = new StoreWideChanges(database);
        capabilities = Capabilities.of(builder, database);
        database.async().setLimit(builder.maxAsyncCalls);
        timer = builder.place.automaticSweeps ? StoreTimer.start(this::timedSweep) : StoreTimer.none();
    }

    /**
     * Opens the store in {@code file}, with the defaults of the {@link PresenceStoreBuilder}. Creates the file if it does
     * not exist. Adds missing tables and columns if an older MiniMost created it. Changes no live state (see
     * {@link #resetLiveState()}).
     *
     * @throws PresenceStoreException if the store cannot be opened; the message names the file and the reason
     */
    public static PresenceStore open(Path file) {
        return builder().file(file).open();
    }

    /** Opens a store that lives in memory until it is closed, for tests. It behaves like a store in a file. */
    public static PresenceStore inMemory() {
        return builder().inMemory().open();
    }

    /** Returns a builder for a store with other settings than the defaults. */
    public static PresenceStoreBuilder builder() {
        return new PresenceStoreBuilder();
    }

    /** Who is typing where. */
    public Typing typing() {
        return capabilities.typing();
    }

    /** Who is online, and in which state. */
    public UserPresence presence() {
        return capabilities.presence();
    }

    /** Who has read what. */
    public ReadReceipts receipts() {
        return capabilities.receipts();
    }

    /** Who reacted to which message. */
    public Reactions reactions() {
        return capabilities.reactions();
    }

    /** Private channels and their members. */
    public PrivateChannels channels() {
        return capabilities.channels();
    }

    /** Calls and their participants. */
    public Calls calls() {
        return capabilities.calls();
    }

    /** Who shares their screen with a channel. */
    public ScreenShares screenShares() {
        return capabilities.screenShares();
    }

    /** The events of the store, and its log of facts. */
    public Events events() {
        return capabilities.events();
    }

    /**
     * The live state as {@code viewer} sees it, and the position in the log of facts to continue from. Every later read,
     * from any capability, includes all facts up to that position.
     *
     * @param channels the channels whose typing users are returned
     * @throws IllegalArgumentException if the name or a channel is not valid
     */
    public Snapshot snapshot(String viewer, Collection<String> channels) {
        FactPosition token = events().latest();
        return new Snapshot(
                token, typing().typingUsers(channels, viewer), presence().recentStates());
    }

    /**
     * Clears the live state that cannot outlive the host process. All users are offline without an override. All calls and
     * screen shares are over. All waiting signals and media chunks are deleted. This is one transaction. Publishes the end
     * of each call and share, then {@link LiveStateReset}.
     *
     * <p>A host that is the only one on the file calls this once after {@link #open}. {@code open} does not do it, because
     * another process may be in the middle of a call. MiniMost does it at every start. In PostgreSQL, every node may call it
     * when it starts: while another node lives, it does nothing.
     *
     * @return false if another node uses the database, and nothing was cleared
     */
    public boolean resetLiveState() {
        if (database.hasOtherNodes()) {
            return false;
        }
        changes.reset();
        return true;
    }

    /**
     * Deletes {@code user}: presence, typing, receipts, watermarks, reactions, memberships, screen shares, participation in
     * calls, the calls that the user started, signals and media. For an account that is deleted. This is one transaction.
     * Publishes the end of the user's typing, shares and participation in calls, then {@link UserDeleted}.
     *
     * <p>What others still use stays, without the user's name: a private channel that the user created, a call with two
     * other participants. The name stays in the identifiers of direct channels, under which others may have receipts,
     * reactions and calls ({@link #deleteChannel} deletes those). In the log of facts it stays, until the log is pruned, in
     * such identifiers and in the fact for {@link UserDeleted}.
     *
     * @throws IllegalArgumentException if the name is not valid
     */
    public void deleteUser(String user) {
        changes.deleteUser(UserName.requireStored(user));
    }

    /**
     * Deletes all data of {@code channel}: typing, receipts, watermarks, reactions, calls, screen shares and, for a private
     * channel, its members and its name. For a channel that the host deletes. This is one transaction. Publishes the end of
     * a live call and of each share, then {@link ChannelDeleted}.
     *
     * @throws IllegalArgumentException if the channel is not valid
     */
    public void deleteChannel(String channel) {
        changes.deleteChannel(ChannelId.requireStored(channel));
    }

    /** The same for a channel that was parsed already. */
    public void deleteChannel(ChannelId channel) {
        deleteChannel(Objects.requireNonNull(channel, "channel").text());
    }

    /**
     * Deletes the receipts of {@code message} and the reactions to it. Watermarks stay. For a message that the host deletes.
     * This is one transaction. Publishes {@link MessageDeleted}.
     */
    public void deleteMessage(MessageRef message) {
        changes.deleteMessage(Objects.requireNonNull(message, "message"));
    }

    /**
     * Makes a call of this store without waiting for the database. The stage completes with its result when it is committed, or
     * fails with the exception that the call would throw, or with {@link PresenceStoreException.QueueFull}. {@code docs/async.md}
     * has the rules.
     *
     * @param call a call such as {@code () -> store.typing().stop(user, channel)}; it may run several times, and does nothing else
     */
    public <T> CompletionStage<T> async(Supplier<T> call) {
        return database.async().call(Objects.requireNonNull(call, "call"));
    }

    /** The same for a call without a result. */
    public CompletionStage<@Nullable Void> async(Runnable call) {
        Objects.requireNonNull(call, "call");
        return database.async().<@Nullable Void>call(() -> {
            call.run();
            return null;
        });
    }

    /**
     * Raises MiniMost's change counter on the file, by which the event streams of a running MiniMost look for changes. Each call of this
     * store that changes something MiniMost shows raises it; a host calls this after it has written to a database of MiniMost's own.
     */
    public void raiseChangeCounter() {
        database.raiseChangeCounter();
    }

    /** Checks that the database answers, with one small read, and throws {@link PresenceStoreException} if not. */
    public void ping() {
        events().latest();
    }

    /**
     * What this store has done since it was opened: how many calls of which kind, how long they took, what waits. Does not ask the
     * database, and takes some microseconds.
     */
    public StoreActivity activity() {
        return database.activity();
    }

    /**
     * The same, and what the database holds, for a look every half minute or so: counts the rows of all tables, each up to a million, in
     * a tenth of a second, while a store in memory keeps other calls waiting. Throws {@link PresenceStoreException} as {@link #ping} does.
     */
    public StoreStats stats() {
        return new StoreStats(database.activity(), database.measure());
    }

    /**
     * Copies the store to a new file, while this and other processes go on writing. The copy is the state of one moment. It is
     * opened and checked before this method returns. A client with a position of the original reads everything again from the
     * copy. In a store in memory, other calls wait meanwhile. If this throws a {@link PresenceStoreException}, there may be an
     * incomplete file at {@code target}.
     *
     * @return the number of rows of the copy, by table
     * @throws IllegalArgumentException if there is something at {@code target}, or its directory does not exist; nothing was
     *     written
     * @throws IllegalStateException if it is called from within a transaction of this store
     * @throws PresenceStoreException if the copy cannot be written, or is damaged
     * @throws UnsupportedOperationException if the store is in PostgreSQL, which has {@code pg_dump}
     */
    public Map<String, Long> backupTo(Path target) {
        return database.backUp(Objects.requireNonNull(target, "target"));
    }

    /**
     * Publishes the events of everything that has expired, deletes expired data, and looks for changes by other processes.
     * The store does this itself five times a second, unless {@link PresenceStoreBuilder#manualSweeps()} was chosen: then a
     * test steps the clock and calls this method.
     *
     * <p>Reads do not depend on it: they never return expired typing, presence or calls. Only a session whose lease has ended counts
     * until the next sweep. While another thread sweeps, this method does nothing.
     */
    public void sweep() {
        boolean done = database.async().once(this::sweepNow);
        assert done;
    }

    private boolean sweepNow() {
        database.publishChangesElsewhere();
        database.clock().afterSetBack(changes::pullBack);
        database.callbacks().sweep();
        return true;
    }

    DeletionMarks deletionMarks() {
        return database.deletionMarks();
    }

    void timedSweep() {
        database.clock().recordSweep();
        sweep();
    }

    /**
     * Closes the store. Waits for the calls that are under way, asynchronous ones for up to five seconds; later calls throw
     * {@link PresenceStoreException.Closed}. Closing twice is harmless.
     */
    @Override
    public void close() {
        timer.stop();
        database.close();
    }
}
