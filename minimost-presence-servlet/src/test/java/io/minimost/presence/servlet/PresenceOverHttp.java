package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.presence.PresenceOverride;
import io.minimost.presence.values.PresenceState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

interface PresenceOverHttp extends HttpFixture {
    @ParameterizedTest
    @EnumSource
    default void postPresence_storesEachState(PresenceState state) {
        as("alice")
                .postJson("/presence", "{\"state\":\"%s\"}".formatted(state.value()))
                .isNoContent();

        as("bob").get("/online_users").isJson("{\"alice\":\"%s\"}".formatted(state.value()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"ACTIVE\"", "\"away\"", "\"\"", "null", "[\"active\"]", "{\"a\":1}", "5", "true"})
    default void postPresence_withStateThatIsNotValid_storesNothing(String value) {
        as("alice").postJson("/presence", "{\"state\":" + value + "}").isNoContent();

        assertThat(store().presence().lastSeen("alice")).isEmpty();
        assertThat(changes()).isEmpty();
    }

    @Test
    default void postPresence_withoutState_storesNothing() {
        as("alice").postJson("/presence", "{}").isNoContent();
        as("alice").post("/presence").isNoContent();

        assertThat(store().presence().lastSeen("alice")).isEmpty();
        assertThat(changes()).isEmpty();
    }

    @Test
    default void postPresence_ignoresOtherFields() {
        as("alice")
                .postJson("/presence", "{\"user\":\"bob\",\"state\":\"idle\"}")
                .isNoContent();

        as("bob").get("/online_users").isJson("{\"alice\":\"idle\"}");
    }

    @Test
    default void overrideOfAUserWhoIsGoneForAYear_isForgotten() {
        as("alice").postJson("/presence/override", "{\"override\":\"idle\"}").isNoContent();
        elapse(Duration.ofDays(365).plusMinutes(59));
        store().sweep();
        as("alice").get("/presence/override").isJson("{\"override\":\"idle\"}");

        elapse(Duration.ofHours(1).plusSeconds(1));
        store().sweep();

        as("alice").get("/presence/override").isJson("{\"override\":null}");
    }

    @Test
    default void getOnlineUsers_listsTheUserAndOfflineUsersForAnHour() {
        store().presence().update("bob", PresenceState.OFFLINE);
        elapse(Duration.ofSeconds(1));
        store().presence().update("alice", PresenceState.HIDDEN);

        elapse(Duration.ofSeconds(3599));
        as("alice").get("/online_users").isJson("{\"alice\":\"hidden\",\"bob\":\"offline\"}");
        elapse(Duration.ofSeconds(1));
        as("alice").get("/online_users").isJson("{\"alice\":\"hidden\"}");
    }

    @Test
    default void getOnlineUsers_sortsThousandsByName() {
        Map<String, String> expected = new TreeMap<>();
        for (int i = 3000; i > 0; i--) {
            store().presence().update("user" + i, PresenceState.IDLE);
            expected.put("user" + i, "idle");
        }

        ClientResponse response = as("alice").get("/online_users").hasStatus(200);

        StringBuilder body = new StringBuilder("{");
        expected.forEach((user, state) -> body.append("\"%s\":\"%s\",".formatted(user, state)));
        body.setLength(body.length() - 1);
        assertThat(response.body()).isEqualTo(body + "}\n");
    }

    @ParameterizedTest
    @EnumSource
    default void postOverride_sets(PresenceOverride override) {
        store().presence().update("alice", PresenceState.HIDDEN);

        as("alice")
                .postJson("/presence/override", "{\"override\":\"%s\"}".formatted(override.value()))
                .isNoContent();

        as("alice").get("/presence/override").isJson("{\"override\":\"%s\"}".formatted(override.value()));
        as("bob").get("/online_users").isJson("{\"alice\":\"%s\"}".formatted(override.value()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"override\":\"\"}", "{\"override\":\"auto\"}", "{\"override\":null}", "{}"})
    default void postOverride_clears(String body) {
        store().presence().update("alice", PresenceState.ACTIVE);
        store().presence().setOverride("alice", PresenceOverride.IDLE);

        as("alice").postJson("/presence/override", body).isNoContent();

        as("alice").get("/presence/override").isJson("{\"override\":null}");
        as("bob").get("/online_users").isJson("{\"alice\":\"active\"}");
    }

    @Test
    default void postOverride_ofUnknownUser_showsThemOffline() {
        as("alice").postJson("/presence/override", "{}").isNoContent();

        as("bob").get("/online_users").isJson("{\"alice\":\"offline\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"hidden\"", "\"ACTIVE\"", "\"x\"", "[]", "false", "0"})
    default void postOverride_thatIsNotValid_changesNothing(String value) {
        store().presence().setOverride("alice", PresenceOverride.IDLE);
        elapse(Duration.ofSeconds(5));
        Optional<Instant> seen = store().presence().lastSeen("alice");

        as("alice")
                .postJson("/presence/override", "{\"override\":" + value + "}")
                .isNoContent();

        assertThat(store().presence().override("alice")).contains(PresenceOverride.IDLE);
        assertThat(store().presence().lastSeen("alice")).isEqualTo(seen);
    }

    @Test
    default void postOverride_withoutBody_changesNothing() {
        store().presence().setOverride("alice", PresenceOverride.IDLE);

        as("alice").post("/presence/override").isNoContent();

        assertThat(store().presence().override("alice")).contains(PresenceOverride.IDLE);
    }

    @Test
    default void getOverride_isTheUsersOwn() {
        store().presence().setOverride("alice", PresenceOverride.IDLE);

        as("bob").get("/presence/override").isJson("{\"override\":null}");
    }
}
