package io.minimost.presence.servlet;

import io.minimost.presence.PresenceStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A store in which somebody else writes, and which does not wait until he has. */
interface BusyStoreFixture extends HttpFixture {
    /** Does {@code work} while another connection holds the lock for writing; afterwards it does so no more. */
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
