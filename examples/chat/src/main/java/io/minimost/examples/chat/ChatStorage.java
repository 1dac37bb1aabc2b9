package io.minimost.examples.chat;

import io.minimost.presence.PresenceStoreBuilder;
import java.util.function.Function;
import org.eclipse.jetty.server.Server;

/**
 * Where the chat keeps everything: in files of its own, or in PostgreSQL, where several nodes are one chat. Thread-safe.
 */
interface ChatStorage extends AutoCloseable {
    /** Opens the place that {@code options} name. */
    static ChatStorage open(ChatOptions options) {
        return options.postgres()
                .<ChatStorage>map(PostgresStorage::open)
                .orElseGet(() -> FileStorage.open(options.data()));
    }

    /** Reads from the chat's own tables. */
    <T> T read(Function<ChatSql, T> work);

    /** Changes them in a transaction. No two changes run at the same time, on whatever node, so each sees those before it. */
    <T> T change(Function<ChatSql, T> work);

    /** A presence store at this place. */
    PresenceStoreBuilder presence();

    /** Keeps the sessions here: users stay signed in when the chat is restarted, and on all nodes. */
    void keepSessionsOf(Server jetty);

    /** Whether other nodes may use it, too. Their events arrive a moment after they are sent, so perhaps after later ones. */
    boolean isShared();

    @Override
    void close();
}
