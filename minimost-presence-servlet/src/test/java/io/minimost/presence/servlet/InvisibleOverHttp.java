package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An invisible user looks like one who is offline, to all others. */
interface InvisibleOverHttp extends StreamFixture {
    @Test
    default void invisibleUser_isOfflineInEveryAnswer_andOnNoStream() {
        report("active");
        as("ann").putJson("/presence/status", "{\"text\":\"Here\"}").hasStatus(200);
        long seen = clock().instant().getEpochSecond();
        try (EventSourceClient stream = subscribe("bob", "?channel=general")) {
            stream.awaitLast("online_users", "{\"ann\":\"active\"}");
            as("ann").putJson("/presence/privacy", "{\"invisible\":true}").hasStatus(200);
            stream.awaitLast("online_users", "{\"ann\":\"offline\"}").awaitLast("statuses", "{}");
            int states = stream.events("online_users").size();
            int statuses = stream.events("statuses").size();
            for (String state : List.of("idle", "active", "hidden", "active")) {
                elapse(Duration.ofSeconds(10));
                report(state);
                as("ann").postJson("/presence", "{\"state\":\"" + state + "\"}").isNoContent();
                as("ann")
                        .postJson("/presence/override", "{\"override\":\"active\"}")
                        .isNoContent();
                as("ann")
                        .putJson("/presence/status", "{\"state\":\"do_not_disturb\"}")
                        .hasStatus(200);
                store().sweep();
                as("bob").get("/online_users").isJson("{\"ann\":\"offline\"}");
                as("bob")
                        .get("/presence/users?user=ann")
                        .isJson("{\"users\":{\"ann\":{\"last_seen\":" + seen
                                + ".0,\"state\":\"offline\",\"status\":null}}}");
            }
            settle("bob", stream);
            assertThat(stream.events("online_users")).hasSize(states);
            assertThat(stream.events("statuses")).hasSize(statuses);
            assertThat(as("ann").get("/presence/status").body()).contains("do_not_disturb");
            assertThat(store().presence().isOnline("ann")).isTrue();

            as("ann").putJson("/presence/privacy", "{\"invisible\":false}").hasStatus(200);
            stream.awaitLast("online_users", "{\"ann\":\"active\"}");
            stream.awaitEvent("statuses", data -> data.has("ann"));
        }
    }

    @Test
    default void lastSeen_isShownToNobody_ifTheUserWantsThat() {
        report("active");
        as("ann").putJson("/presence/privacy", "{\"last_seen\":\"nobody\"}").hasStatus(200);

        as("bob")
                .get("/presence/users?user=ann")
                .isJson("{\"users\":{\"ann\":{\"last_seen\":null,\"state\":\"active\",\"status\":null}}}");
    }

    private void report(String state) {
        as("ann")
                .postJson("/presence", "{\"state\":\"" + state + "\",\"session\":\"desk-0001\"}")
                .isNoContent();
    }
}
