package io.minimost.examples.chat;

import io.minimost.presence.host.UserDirectory;
import io.minimost.presence.values.ChannelId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The data of this chat itself: the registered names and the messages. All live state is in the presence store. Thread-safe. */
final class ChatDatabase implements UserDirectory {
    static final int MAX_ROWS = 200;

    private final ChatStorage storage;
    private final Object sending = new Object();
    private volatile Consumer<ChatMessage> sendListener = message -> {};

    ChatDatabase(ChatStorage storage) {
        this.storage = storage;
    }

    /** See {@link ChatStorage#isShared}. */
    boolean isShared() {
        return storage.isShared();
    }

    /** Registers {@code name} if it is not yet; case is ignored. */
    void register(String name) {
        storage.change(sql -> sql.users().insert(name, sql.now()));
    }

    /** When {@code user} registered, in seconds since 1970; 0 if that is not known. */
    double since(String user) {
        return storage.read(sql -> sql.users().since(user)).orElse(0.0);
    }

    /** Finds the name as it was spelled at the first sign-in. */
    @Override
    public Optional<String> find(String name) {
        return storage.read(sql -> sql.users().registered(name));
    }

    @Override
    public List<String> all() {
        return storage.read(sql -> sql.users().all());
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

    private ChatMessage insert(ChannelId channel, String sender, String content) {
        return storage.change(sql -> {
            ChatMessage message = sql.messages().insert(channel.text(), sender, content, sql.now());
            if (channel instanceof ChannelId.Direct direct) {
                direct.users().forEach(user -> sql.directs().upsert(user, channel.text(), message.ts()));
            }
            return message;
        });
    }

    /** Records that the reactions to the message with the time {@code ts} changed, so that clients that poll receive it again. */
    void stampReactions(String channel, double ts) {
        storage.change(sql -> sql.messages().stampReactions(channel, ts, sql.now()));
    }

    /** The time of the last change in any channel; now, if there was none. All changes to come are later. */
    double lastChange() {
        return storage.read(sql -> sql.messages().lastChange().orElseGet(sql::now));
    }

    /** @throws org.jdbi.v3.core.JdbiException if the database cannot be reached */
    void requireReachable() {
        lastChange();
    }

    Optional<ChatMessage> message(long id) {
        return storage.read(sql -> sql.messages().find(id));
    }

    /**
     * Returns the messages of {@code channel} that were sent, or whose reactions changed, later than {@code after}, oldest first; at most
     * {@value #MAX_ROWS}, so a client that lags behind asks again. With {@code after} 0, the newest. None is older than
     * {@code start}.
     */
    List<ChatMessage> messages(String channel, double after, double start) {
        return storage.read(sql -> after > 0
                ? sql.messages().changedAfter(channel, after, start, MAX_ROWS)
                : sql.messages().newest(channel, start, MAX_ROWS));
    }

    /** Returns the times of the messages that other users sent later than {@code after} and not before {@code start}, oldest first. */
    List<Double> timesOfOthers(String channel, String reader, double after, double start) {
        return storage.read(sql -> sql.messages().timesOfOthers(channel, reader, after, start, ChatMessage.SYSTEM));
    }

    /** Returns the direct channels in which {@code user} has received or sent a message, the latest first. */
    List<String> directChannels(String user) {
        return storage.read(sql -> sql.directs().latestFirst(user));
    }
}
