package io.minimost.examples.chat;

import io.minimost.presence.values.EpochSeconds;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;

/**
 * What this chat itself keeps, in {@code messages.db}: the registered names and the messages. All live state is in the
 * presence store, in a file of its own.
 *
 * <p>One connection, used by one thread at a time: enough for an example. Thread-safe.
 */
final class ChatDatabase implements AutoCloseable {
    private static final int MAX_ROWS = 200;

    private final Handle handle;
    private final UserSql users;
    private final MessageSql messages;
    private final LatestSql latest;

    private ChatDatabase(Handle handle) {
        this.handle = handle;
        this.users = handle.attach(UserSql.class);
        this.messages = handle.attach(MessageSql.class);
        this.latest = handle.attach(LatestSql.class);
    }

    /** Opens the file and creates what it lacks. */
    static ChatDatabase open(Path file) {
        Handle handle = Jdbi.create("jdbc:sqlite:" + file)
                .installPlugin(new SqlObjectPlugin())
                .open();
        handle.execute("PRAGMA journal_mode = WAL");
        ChatDatabase database = new ChatDatabase(handle);
        database.users.createTable();
        database.messages.createTable();
        database.latest.createTable();
        return database;
    }

    /**
     * Makes sure that {@code name} is registered.
     *
     * @return the name as it was spelled at the first sign-in; upper and lower case make no difference
     */
    synchronized String register(String name) {
        users.insert(name);
        return users.registered(name).orElseThrow();
    }

    synchronized boolean isRegistered(String name) {
        return users.registered(name).equals(Optional.of(name));
    }

    /** All names but {@code user}, in the order of registration. */
    synchronized List<String> usersBeside(String user) {
        return users.others(user);
    }

    synchronized void send(String channel, String sender, String content) {
        handle.useTransaction(transaction -> {
            Message message = messages.insert(channel, sender, content, EpochSeconds.of(Instant.now()));
            latest.upsert(channel, sender, message.ts());
        });
    }

    /**
     * The messages of {@code channel} that are newer than {@code after}, oldest first; at most {@value #MAX_ROWS}, a client
     * that lags behind asks again. Without {@code after} the newest.
     */
    synchronized List<Message> messages(String channel, double after) {
        return after > 0 ? messages.after(channel, after, MAX_ROWS) : messages.newest(channel, MAX_ROWS);
    }

    /** The time of the last message in each channel where it is not from {@code user} himself. */
    synchronized Map<String, Double> latestByOthers(String user) {
        return latest.byOthers(user);
    }

    @Override
    public synchronized void close() {
        handle.close();
    }
}
