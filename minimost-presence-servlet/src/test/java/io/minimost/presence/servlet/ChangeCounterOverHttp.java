package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStoreBuilder;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When requests raise the change counter, at which the event streams of a newest MiniMost look. */
interface ChangeCounterOverHttp extends CallFixture {
    @Test
    default void counter_movesForWhatMiniMostReadsOnlyThen() throws SQLException {
        share(PresenceStoreBuilder::manualSweeps);
        configure(builder ->
                builder.publicChannels("general").messages(new TestMessages().with(1, "general", 1716000000.5, "bob")));
        try (Connection connection = place().connect();
                Statement statement = connection.createStatement()) {
            String call = talk();
            String share = as("alice")
                    .postJson("/screenshare/start", "{\"channel\":\"general\"}")
                    .json()
                    .path("share_id")
                    .textValue();

            List<Runnable> kept = List.of(
                    () -> as("alice").post("/typing/general").isNoContent(),
                    () -> as("alice")
                            .postJson("/presence", "{\"state\":\"idle\"}")
                            .isNoContent(),
                    () -> as("alice")
                            .postJson("/presence/override", "{\"override\":\"idle\"}")
                            .isNoContent(),
                    () -> postSignal("alice", call, "bob", "{}").isJson(OK),
                    () -> postMedia(as("alice"), call, "chunk").hasStatus(200),
                    () -> as("alice").get("/calls/" + call + "/state").hasStatus(200),
                    () -> as("alice").post("/calls/none/end").hasStatus(404));
            List<Runnable> moved = List.of(
                    () -> as("alice").post("/mark_read/general").isNoContent(),
                    () -> as("alice").postForm("/react/1", "reaction", "rocket").hasStatus(200),
                    () -> as("alice")
                            .postJson("/private_channels/create", "{\"name\":\"Team\"}")
                            .hasStatus(200),
                    () -> as("alice").post("/screenshare/" + share + "/stop").isJson(OK),
                    () -> as("alice").post("/calls/" + call + "/end").isJson(OK));
            for (Runnable request : kept) {
                assertThat(movedBy(statement, request)).isZero();
            }
            for (Runnable request : moved) {
                assertThat(movedBy(statement, request)).isPositive();
            }
            assertThat(movedBy(
                            statement,
                            () -> as("alice").post("/mark_read/general").isNoContent()))
                    .as("again")
                    .isZero();
            assertThat(movedBy(
                            statement,
                            () -> as("alice").post("/calls/" + call + "/end").isJson(OK)))
                    .as("again")
                    .isZero();
        }
    }

    private static long movedBy(Statement statement, Runnable request) throws SQLException {
        long before = counter(statement);
        request.run();
        return counter(statement) - before;
    }

    private static long counter(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT coalesce(max(gen), 0) FROM event_signal")) {
            row.next();
            return row.getLong(1);
        }
    }
}
