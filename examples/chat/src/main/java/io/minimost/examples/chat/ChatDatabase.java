package io.minimost.examples.chat;

import io.minimost.presence.host.UserDirectory;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.EpochSeconds;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;

/**
 * The data of this chat itself, in {@code messages.db}: the registered names and the messages. All live state is in the
 * presence store, in a file of its own.
 *
 * <p>One connection, used by one thread at a time: enough for an example. Thread-safe.
 */
final class ChatDatabase implements UserDirectory, AutoCloseable {
    static final int MAX_ROWS = 200;

    private final Handle handle;
    private final UserSql users;
    private final MessageSql messages;
    private final DirectChannelSql directs;
    private final Object sending = new Object();
    private volatile Consumer<ChatMessage> sendListener = message -> {};

    private ChatDatabase(Handle handle) {
        this.handle = handle;
        this.users = handle.attach(UserSql.class);
        this.messages = handle.attach(MessageSql.class);
        this.directs = handle.attach(DirectChannelSql.class);
    }

    /** Opens the file and creates missing tables. */
    static ChatDatabase open(Path file) {
        Handle handle = Jdbi.create("jdbc:sqlite:" + file)
                .installPlugin(new SqlObjectPlugin())
                .open();
        handle.execute("PRAGMA journal_mode = WAL");
        ChatDatabase database = new ChatDatabase(handle);
        database.users.createTable();
        if (!database.users.columns().contains("since")) {
            database.users.addSince();
        }
        database.messages.createTable();
        database.messages.createIndex();
        database.messages.createIndexOfAll();
        database.directs.createTable();
        return database;
    }

    /** Registers {@code name} if it is not yet; case is ignored. */
    synchronized void register(String name) {
        users.insert(name, now());
    }

    /** When {@code user} registered, in seconds since 1970; 0 if that is not known. */
    synchronized double since(String user) {
        return users.since(user).orElse(0.0);
    }

    /** Finds the name as it was spelled at the first sign-in. */
    @Override
    public synchronized Optional<String> find(String name) {
        return users.registered(name);
    }

    @Override
    public synchronized List<String> all() {
        return users.all();
    }

    /** Calls {@code listener} after each message, one call at a time and in the order of the messages' times. */
    void onSent(Consumer<ChatMessage> listener) {
        sendListener = listener;
    }

    void send(ChannelId channel, String sender, String content) {
        synchronized (sending) {
            sendListener.accept(insert(channel, sender, content));
        }
    }

    private synchronized ChatMessage insert(ChannelId channel, String sender, String content) {
        return handle.inTransaction(transaction -> {
            ChatMessage message = messages.insert(channel.text(), sender, content, now());
            if (channel instanceof ChannelId.Direct direct) {
                direct.users().forEach(user -> directs.upsert(user, channel.text(), message.ts()));
            }
            return message;
        });
    }

    /** Records that the reactions to the message with the time {@code ts} changed, so that clients that poll receive it again. */
    synchronized void stampReactions(String channel, double ts) {
        messages.stampReactions(channel, ts, now());
    }

    /** The time of the last change in any channel; now, if there was none. All changes to come are later. */
    synchronized double lastChange() {
        return messages.lastChange().orElseGet(ChatDatabase::now);
    }

    synchronized Optional<ChatMessage> message(long id) {
        return messages.find(id);
    }

    /**
     * Returns the messages of {@code channel} that were sent, or whose reactions changed, later than {@code after}, oldest first; at most
     * {@value #MAX_ROWS}, so a client that lags behind asks again. With {@code after} 0, the newest. None is older than
     * {@code start}.
     */
    synchronized List<ChatMessage> messages(String channel, double after, double start) {
        return after > 0
                ? messages.changedAfter(channel, after, start, MAX_ROWS)
                : messages.newest(channel, start, MAX_ROWS);
    }

    /** Returns the times of the messages that other users sent later than {@code after} and not before {@code start}, oldest first. */
    synchronized List<Double> timesOfOthers(String channel, String reader, double after, double start) {
        return messages.timesOfOthers(channel, reader, after, start, ChatMessage.SYSTEM);
    }

    /** Returns the direct channels in which {@code user} has received or sent a message, the latest first. */
    synchronized List<String> directChannels(String user) {
        return directs.latestFirst(user);
    }

    @Override
    public synchronized void close() {
        handle.close();
    }

    private static double now() {
        return EpochSeconds.of(Instant.now());
    }
}
