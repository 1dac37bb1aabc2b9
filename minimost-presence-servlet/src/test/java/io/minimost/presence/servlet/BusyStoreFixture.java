package io.minimost.presence.servlet;

import io.minimost.presence.PresenceStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A store whose file another connection locks, and which does not wait for it. */
interface BusyStoreFixture extends HttpFixture {
    /** Runs {@code work} while another connection holds the write lock. */
    default void whileBusy(Path directory, Runnable work) throws SQLException {
        Path file = directory.resolve("presence.db");
        use(PresenceStore.builder()
                .file(file)
                .busyTimeout(Duration.ZERO)
                .manualSweeps()
                .open());
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            work.run();
            statement.execute("ROLLBACK");
        }
    }
}
