package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.errors.PresenceStoreException;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The responses when the store fails. */
interface FailuresOverHttp extends BusyStoreFixture, StreamFixture {
    String SECRET = "/srv/secret/presence.db";

    @Test
    default void busyStore_saysTryAgain() throws SQLException {
        whileBusy(() -> {
            ClientResponse response = as("alice").post("/typing/general");

            assertThat(response.error(503)).contains("try again");
            assertThat(response.header("Retry-After")).contains("1");
            as("bob").get("/typing/general").isJson("[]");
        });
        as("alice").post("/typing/general").isNoContent();
    }

    /** Readers never wait for a writer, so a stream begins all the same. */
    @Test
    default void busyStore_opensStreams() throws SQLException {
        whileBusy(() -> {
            try (EventSourceClient stream = subscribe("alice", "?channel=general")) {
                assertThat(stream.status()).isEqualTo(200);
            }
        });
    }

    @Test
    default void closedStore_isUnavailable() {
        store().close();

        ClientResponse response = as("alice").get("/online_users");

        assertThat(response.error(503)).isEqualTo("the store is not available");
        assertThat(response.header("Retry-After")).isEmpty();
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
