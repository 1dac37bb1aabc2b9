package io.minimost.presence.test;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.PresenceStoreBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** In a file, in a folder of its own. */
final class FilePlace implements StorePlace {
    private final Path directory;
    private final OpenConnections connections = new OpenConnections();

    FilePlace() {
        try {
            directory = Files.createTempDirectory("minimost-presence-test").toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public PresenceStoreBuilder builder() {
        return PresenceStore.builder().file(file());
    }

    @Override
    public Path file() {
        return directory.resolve("presence.db");
    }

    @Override
    public Connection connect() throws SQLException {
        return connections.track(DriverManager.getConnection("jdbc:sqlite:" + file()));
    }

    @Override
    public List<Leak> leaks() {
        return connections.leaks();
    }

    @Override
    public void delete() throws IOException, SQLException {
        connections.closeAll();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
