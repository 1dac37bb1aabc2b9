package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.errors.PresenceStoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client hears when the store fails. */
interface FailuresOverHttp extends HttpFixture {
    String SECRET = "/srv/secret/presence.db";

    @Test
    default void busyStore_saysTryAgain(@TempDir Path directory) throws SQLException {
        Path file = directory.resolve("presence.db");
        use(PresenceStore.builder()
                .file(file)
                .busyTimeout(Duration.ZERO)
                .manualSweeps()
                .open());
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");

            HttpReply reply = as("alice").post("/typing/general");

            assertThat(reply.error(503)).contains("try again");
            assertThat(reply.header("Retry-After")).contains("1");
            as("bob").get("/typing/general").isJson("[]");
            statement.execute("ROLLBACK");
        }
        as("alice").post("/typing/general").isNoContent();
    }

    @Test
    default void closedStore_isUnavailable() {
        store().close();

        HttpReply reply = as("alice").get("/online_users");

        assertThat(reply.error(503)).isEqualTo("the store is not available");
        assertThat(reply.header("Retry-After")).isEmpty();
        as("alice").post("/typing/general").error(503);
        as("alice").post("/typing/private:1").error(503);
    }

    @Test
    default void fullStore_isInsufficientStorage() {
        failWith(() -> new PresenceStoreException.Full(SECRET, 13, "disk is full", null));

        assertThat(as("alice").post("/typing/general").error(507)).doesNotContain("secret");
    }

    @Test
    default void otherwiseFailingStore_isUnavailable() {
        failWith(() -> new PresenceStoreException.ReadOnly(SECRET, 8, "read-only", null));
        assertThat(as("alice").post("/typing/general").error(503)).doesNotContain("secret");

        failWith(() -> new PresenceStoreException.Corrupt(SECRET, 11, "corrupt", null));
        as("alice").post("/typing/general").error(503);

        failWith(() -> new PresenceStoreException(SECRET, 1, "something", null));
        as("alice").post("/typing/general").error(503);
    }

    private void failWith(Supplier<PresenceStoreException> failure) {
        configure(builder -> builder.channelAccess((user, channel) -> {
            throw failure.get();
        }));
    }
}
