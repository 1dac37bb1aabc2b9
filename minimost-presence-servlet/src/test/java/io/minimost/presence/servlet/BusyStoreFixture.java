package io.minimost.presence.servlet;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A store whose database another connection locks, and which does not wait for it. */
interface BusyStoreFixture extends HttpFixture {
    /** Runs {@code work} while another connection holds the write lock. */
    default void whileBusy(Runnable work) throws SQLException {
        share(builder -> builder.busyTimeout(Duration.ZERO).manualSweeps());
        try (Connection other = place().connect();
                Statement statement = other.createStatement()) {
            statement.execute(place().lock());
            work.run();
            statement.execute("ROLLBACK");
        }
    }
}
