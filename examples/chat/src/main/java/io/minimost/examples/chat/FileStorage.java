package io.minimost.examples.chat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.PresenceStoreBuilder;
import io.minimost.presence.values.EpochSeconds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.session.FileSessionDataStoreFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;

/**
 * A directory: {@code messages.db} has the chat's own tables, {@code presence.db} all live state, {@code sessions} the sessions.
 *
 * <p>One connection to {@code messages.db}, used by one thread at a time: enough for an example.
 */
final class FileStorage implements ChatStorage {
    private final Path directory;
    private final Handle handle;
    private final ChatSql sql;

    private FileStorage(Path directory, Handle handle) {
        this.directory = directory;
        this.handle = handle;
        this.sql = ChatSql.on(handle, () -> EpochSeconds.of(Instant.now()));
    }

    static FileStorage open(Path directory) {
        createDirectory(directory);
        Handle handle = Jdbi.create("jdbc:sqlite:" + directory.resolve("messages.db"))
                .installPlugin(new SqlObjectPlugin())
                .open();
        handle.execute("PRAGMA journal_mode = WAL");
        ChatSql.createTables(handle, "sqlite.sql");
        addSince(handle);
        return new FileStorage(directory, handle);
    }

    @Override
    public synchronized <T> T read(Function<ChatSql, T> work) {
        return work.apply(sql);
    }

    @Override
    public synchronized <T> T change(Function<ChatSql, T> work) {
        return handle.inTransaction(transaction -> work.apply(sql));
    }

    @Override
    public PresenceStoreBuilder presence() {
        return PresenceStore.builder().file(directory.resolve("presence.db"));
    }

    @Override
    public void keepSessionsOf(Server jetty) {
        FileSessionDataStoreFactory sessions = new FileSessionDataStoreFactory();
        sessions.setStoreDir(directory.resolve("sessions").toFile());
        jetty.addBean(sessions);
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public synchronized void close() {
        handle.close();
    }

    /** Users from before this column was added have watermarks, which serve the same purpose. */
    private static void addSince(Handle handle) {
        List<String> columns = handle.createQuery("SELECT name FROM pragma_table_info('users')")
                .mapTo(String.class)
                .list();
        if (!columns.contains("since")) {
            handle.execute("ALTER TABLE users ADD COLUMN since REAL NOT NULL DEFAULT 0");
        }
    }

    private static void createDirectory(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("the directory " + directory + " cannot be created", e);
        }
    }
}
