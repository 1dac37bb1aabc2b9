package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.values.PresenceState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The presence of some users, counts, and streams about them. */
interface PresenceQueriesOverHttp extends StreamFixture {
    @Test
    default void users_ofAChannel_areItsPeople() {
        String team = team();
        store().presence().update("bob", PresenceState.IDLE);
        store().presence().update("dave", PresenceState.ACTIVE);

        assertThat(as("ann")
                        .get("/presence/users?channel=" + team)
                        .hasStatus(200)
                        .body())
                .contains("\"ann\":{", "\"bob\":{", "idle")
                .doesNotContain("dave");
        assertThat(as("ann")
                        .get("/presence/users?channel=dm:ann:dave")
                        .hasStatus(200)
                        .body())
                .contains("\"ann\":{", "\"dave\":{", "active")
                .doesNotContain("bob");
        as("dave").get("/presence/users?channel=" + team).hasStatus(403);
        assertThat(as("ann")
                        .get("/presence/users?channel=general")
                        .hasStatus(400)
                        .body())
                .contains("channel");
        as("ann").get("/presence/users?channel=general&user=bob").hasStatus(400);
    }

    @Test
    default void counts_haveNoNames() {
        String team = team();
        store().presence().update("bob", PresenceState.IDLE);
        store().presence().update("dave", PresenceState.ACTIVE);
        store().presence().update("carol", PresenceState.OFFLINE);

        as("ann").get("/presence/count").isJson("{\"online\":2}");
        as("ann").get("/presence/count?channel=general").isJson("{\"online\":2}");
        as("ann").get("/presence/count?channel=" + team).isJson("{\"online\":1}");
        as("dave").get("/presence/count?channel=" + team).hasStatus(403);
        as("ann").get("/presence/count?channel=dm:ann:ann").hasStatus(400);
        http().get("/presence/count").hasStatus(401);
    }

    @Test
    default void stream_isAboutTheUsersThatItNames() {
        try (EventSourceClient ann = subscribe("ann", "?presence_of=bob&presence_of=carol")) {
            store().presence().update("dave", PresenceState.ACTIVE);
            store().presence().update("bob", PresenceState.ACTIVE);
            ann.awaitEvent(
                    "presence", data -> data.at("/users/bob/state").asText().equals("active"));
            assertThat(ann.names()).doesNotContain("online_users", "statuses");
        }
    }

    @Test
    default void stream_isAboutThePeopleOfItsChannels() {
        String team = team();
        try (EventSourceClient ann = subscribe("ann", "?presence=members&channel=" + team)) {
            store().presence().update("bob", PresenceState.ACTIVE);
            ann.awaitEvent(
                    "member_presence",
                    data -> data.at("/users/bob/state").asText().equals("active"));
            assertThat(ann.names()).doesNotContain("online_users", "statuses", "presence");
        }
        try (EventSourceClient nobody = subscribe("ann", "?presence=none")) {
            assertThat(nobody.names()).doesNotContain("online_users", "statuses", "presence");
        }
        try (EventSourceClient all = subscribe("ann", "?presence=all")) {
            assertThat(all.names()).contains("online_users", "statuses");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "presence=some",
                "presence=all&presence_of=bob",
                "presence_of=",
                "presence_of=a%3Ab",
                "presence=MEMBERS"
            })
    default void stream_withAScopeThatIsNotValid_isBadInput(String query) {
        assertThat(as("ann").get("/events?" + query).hasStatus(400).body()).contains("presence");
    }

    private String team() {
        return store().channels()
                .create("Team", "ann", List.of("bob", "carol"))
                .id()
                .text();
    }
}
