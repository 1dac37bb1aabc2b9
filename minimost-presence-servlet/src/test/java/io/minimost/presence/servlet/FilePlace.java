package io.minimost.presence.servlet;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.PresenceStoreBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** In memory, and in a file if it is shared. */
final class FilePlace implements StorePlace {
    private @Nullable Path directory;

    @Override
    public PresenceStoreBuilder empty() {
        return PresenceStore.builder().inMemory();
    }

    @Override
    public PresenceStoreBuilder shared() {
        try {
            directory = Files.createTempDirectory("minimost-presence-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return neighbour();
    }

    @Override
    public PresenceStoreBuilder neighbour() {
        return PresenceStore.builder().file(file());
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file());
    }

    @Override
    public String lock() {
        return "BEGIN IMMEDIATE";
    }

    @Override
    public void clear() {
        if (directory != null) {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
                Files.delete(directory);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            directory = null;
        }
    }

    private Path file() {
        return Objects.requireNonNull(directory, "no store is shared").resolve("presence.db");
    }
}
