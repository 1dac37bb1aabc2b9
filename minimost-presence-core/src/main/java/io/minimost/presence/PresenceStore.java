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
import io.minimost.presence.internal.Durability;
import io.minimost.presence.presence.UserPresence;
import io.minimost.presence.reactions.Reactions;
import io.minimost.presence.receipts.ReadReceipts;
import io.minimost.presence.relay.Signals;
import io.minimost.presence.screenshare.ScreenShares;
import io.minimost.presence.typing.Typing;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.MessageRef;
import io.minimost.presence.values.UserName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;

/**
 * The live state of a chat server (who types, who is here, ...) in one SQLite file, MiniMost's {@code presence.db}.
 *
 * <pre>{@code
 * try (PresenceStore store = PresenceStore.open(Path.of("presence.db"))) {
 *     store.typing().start("alice", "general");
 *     List<String> others = store.typing().typingUsers("general", "bob");
 * }
 * }</pre>
 *
 * <p>One instance serves a whole application; all of its parts are thread-safe. A call that has returned is committed and
 * visible to every process. Several stores, also in several processes, may work on the same file, and a MiniMost beside
 * them; only two copies of this library in one JVM (in two class loaders) may not, and the second is refused.
 *
 * <p>Bad arguments are {@link IllegalArgumentException}, null is {@link NullPointerException}, a failing database is a
 * {@link PresenceStoreException}; in each case nothing was written, unless the exception says otherwise.
 */
public final class PresenceStore implements AutoCloseable {
    private final Database database;
    private final Typing typing;
    private final UserPresence presence;
    private final ReadReceipts receipts;
    private final Reactions reactions;
    private final PrivateChannels channels;
    private final Calls calls;
    private final ScreenShares screenShares;
    private final Events events;
    private final StoreTimer timer;

    PresenceStore(PresenceStoreBuilder builder, Database database) {
        this.database = database;
        typing = new Typing(database, builder.typingWindow());
        presence = new UserPresence(database, builder.onlineWindow());
        receipts = new ReadReceipts(database, builder.receiptRetention());
        reactions = new Reactions(database, builder.reactionLimits());
        channels = new PrivateChannels(database, builder.emptyChannelRetention());
        Signals signals = new Signals(database, builder.signalLimits());
        calls = new Calls(database, builder.callTimeouts(), signals, builder.mediaLimits());
        screenShares = new ScreenShares(database, signals, builder.mediaLimits());
        events = new Events(database, builder.factRetention(), builder.maxFacts());
        timer = builder.automaticSweeps() ? StoreTimer.start(this::sweep) : StoreTimer.none();
    }

    /**
     * Opens the store in {@code file}, with the defaults of the {@link PresenceStoreBuilder}. The file is created if it does not exist,
     * and gets what it lacks if an older MiniMost made it; no live state changes (see {@link #resetLiveState()}).
     *
     * @throws PresenceStoreException if that is not possible; the message names the file and the reason
     */
    public static PresenceStore open(Path file) {
        return builder().file(file).open();
    }

    /** Opens a store that lives in memory until it is closed, for tests. It behaves like one in a file. */
    public static PresenceStore inMemory() {
        return builder().inMemory().open();
    }

    /** The way to a store that differs from the defaults. */
    public static PresenceStoreBuilder builder() {
        return new PresenceStoreBuilder();
    }

    /** Who is typing where. */
    public Typing typing() {
        return typing;
    }

    /** Who is here, and how. */
    public UserPresence presence() {
        return presence;
    }

    /** Who has read what. */
    public ReadReceipts receipts() {
        return receipts;
    }

    /** Who reacted to which message. */
    public Reactions reactions() {
        return reactions;
    }

    /** Private channels and who belongs to them. */
    public PrivateChannels channels() {
        return channels;
    }

    /** Who calls whom, and who is in a call. */
    public Calls calls() {
        return calls;
    }

    /** Who shares his screen with a channel. */
    public ScreenShares screenShares() {
        return screenShares;
    }

    /** What happens in the store, as facts to listen to. */
    public Events events() {
        return events;
    }

    /**
     * The live state as {@code viewer} sees it, and the place in the log of facts from which to follow: whatever is read
     * after this call, from any room, holds all facts up to there.
     *
     * @param channels those whose typingUsers are wanted
     * @throws IllegalArgumentException if the name or a channel is not valid
     */
    public Snapshot snapshot(String viewer, Collection<String> channels) {
        FactPosition token = events.latest();
        return new Snapshot(token, typing.typingUsers(channels, viewer), presence.recentStates());
    }

    /**
     * Clears what cannot be true when a host has just started: everybody is offline and has no override, no call rings or
     * runs, nobody shares his screen, no signal or media chunk waits. One transaction; announces the end of each share, and then
     * {@link LiveStateReset}.
     *
     * <p>A host that is the only one on the file calls this once after {@link #open}. Opening alone does not do it, because
     * another process may be in the middle of a call. MiniMost does the same whenever it starts.
     */
    public void resetLiveState() {
        Instant now = database.now();
        database.write(Durability.DURABLE, transaction -> {
            database.hooks().reset(transaction, now);
            transaction.publish(new LiveStateReset(now));
            return now;
        });
    }

    /**
     * Removes {@code user} from all rooms: his presence, typing, receipts, watermarks, reactions, memberships, his screen
     * shares, his part in calls and the calls that he started, his signals and media. For an account that is deleted. One
     * transaction; announces {@link UserDeleted}, and the end of what he was doing.
     *
     * <p>What is not his alone goes on without his name: a private channel that he founded, a call in which two others are
     * left. His name stays in the identifiers of direct channels, under which others may have receipts, reactions and calls
     * ({@link #deleteChannel} removes these); and in the log of facts, until that is pruned, in such identifiers and in the
     * one fact that says he was forgotten.
     *
     * @throws IllegalArgumentException if the name is not valid
     */
    public void deleteUser(String user) {
        UserName.require(user);
        Instant now = database.now();
        database.write(Durability.DURABLE, transaction -> {
            database.hooks().userForgotten(transaction, user);
            transaction.publish(new UserDeleted(user, now));
            return now;
        });
    }

    /**
     * Removes {@code channel} from all rooms: typing, receipts, watermarks, reactions, calls, screen shares and, of a private
     * channel, its members and its name. For a channel that the host deletes. One transaction; announces {@link ChannelDeleted}.
     *
     * @throws IllegalArgumentException if the channel is not valid
     */
    public void deleteChannel(String channel) {
        ChannelId.parse(channel);
        Instant now = database.now();
        database.write(Durability.DURABLE, transaction -> {
            database.hooks().channelForgotten(transaction, channel);
            transaction.publish(new ChannelDeleted(channel, now));
            return now;
        });
    }

    /**
     * Removes the receipts of and the reactions to {@code message}; watermarks stay. For a message that the host deletes. One
     * transaction; announces {@link MessageDeleted}.
     */
    public void deleteMessage(MessageRef message) {
        Objects.requireNonNull(message, "message");
        Instant now = database.now();
        database.write(Durability.DURABLE, transaction -> {
            database.hooks().messageForgotten(transaction, message);
            transaction.publish(new MessageDeleted(message, now));
            return now;
        });
    }

    /**
     * Raises the events that time alone has brought about, deletes what has run out, and looks for changes by other
     * processes. The store does this by itself several times a second, unless {@link PresenceStoreBuilder#manualSweeps()} was chosen:
     * then a test steps the clock and calls it.
     *
     * <p>No answer of the store depends on it: what has run out is never shown, swept or not.
     */
    public void sweep() {
        database.announceChangesElsewhere();
        database.hooks().sweep();
    }

    /**
     * Closes the store: waits for the calls that are under way, refuses all others with
     * {@link PresenceStoreException.Closed}. Closing twice is harmless.
     */
    @Override
    public void close() {
        timer.stop();
        database.close();
    }
}
