package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.host.HostEvent;
import io.minimost.presence.presence.Session;
import io.minimost.presence.presence.SessionKind;
import io.minimost.presence.values.PresenceState;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The devices of a user. */
interface SessionsOverHttp extends StreamFixture {
    @Test
    default void postPresence_withSessions_showsTheMostPresent() {
        report("desk-0001", "active");
        report("phone-0001", "hidden");
        as("bob").get("/online_users").isJson("{\"ann\":\"active\"}");

        report("desk-0001", "offline");
        as("bob").get("/online_users").isJson("{\"ann\":\"hidden\"}");
        report("phone-0001", "offline");
        as("bob").get("/online_users").isJson("{\"ann\":\"offline\"}");
    }

    @Test
    default void postPresence_takesTheSessionOfTheHeader_andOfTheFieldBefore() {
        as("ann")
                .with("X-Presence-Session", "desk-0001")
                .postJson("/presence", "{\"state\":\"active\"}")
                .isNoContent();
        as("ann")
                .with("X-Presence-Session", "desk-0001")
                .postJson("/presence", "{\"state\":\"idle\",\"session\":\"phone-0001\",\"kind\":\"mobile\"}")
                .isNoContent();

        assertThat(store().presence().sessions().sessionsOf("ann"))
                .extracting(Session::id, Session::kind, Session::state)
                .containsExactlyInAnyOrder(
                        tuple("desk-0001", SessionKind.WEB, PresenceState.ACTIVE),
                        tuple("phone-0001", SessionKind.MOBILE, PresenceState.IDLE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"session\":\"short\"",
                "\"session\":\"\"",
                "\"session\":\"with space\"",
                "\"session\":12345678",
                "\"session\":[\"desk-0001\"]",
                "\"session\":\"desk-0001\",\"kind\":\"toaster\"",
                "\"session\":\"desk-0001\",\"kind\":5"
            })
    default void postPresence_withASessionThatIsNotValid_storesNothing(String fields) {
        as("ann").postJson("/presence", "{\"state\":\"active\"," + fields + "}").isNoContent();
        as("ann")
                .with("X-Presence-Session", "bad id")
                .postJson("/presence", "{\"state\":\"active\"}")
                .isNoContent();

        assertThat(store().presence().lastSeen("ann")).isEmpty();
        assertThat(changes()).isEmpty();
    }

    @Test
    default void sessionOfAnotherUser_isAnIdOfOnesOwn() {
        report("desk-0001", "active");
        as("bob")
                .postJson("/presence", "{\"state\":\"offline\",\"session\":\"desk-0001\"}")
                .isNoContent();

        as("bob").get("/online_users").isJson("{\"ann\":\"active\"}");
    }

    @Test
    default void lastStreamOfASession_leavesTenSeconds() {
        report("desk-0001", "active");
        try (EventSourceClient other = subscribe("ann", "?session=desk-0001")) {
            subscribe("ann", "?session=desk-0001&channel=general").close();
            await().until(() -> {
                elapse(Duration.ofSeconds(1));
                return hub().openConnections() == 1;
            });
            assertThat(left("desk-0001")).isGreaterThan(Duration.ofSeconds(10));
            assertThat(other.hasEnded()).isFalse();
        }
        await().until(() -> {
            hub().publishTo("ann", HostEvent.of("mark", "1"));
            return left("desk-0001").compareTo(Duration.ofSeconds(10)) <= 0;
        });

        elapse(Duration.ofSeconds(11));
        store().sweep();
        as("bob").get("/online_users").isJson("{\"ann\":\"offline\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "with%20space", "colon:123"})
    default void stream_ofASessionThatIsNotValid_isBadInput(String session) {
        assertThat(as("ann").get("/events?session=" + session).hasStatus(400).body())
                .contains("session");
    }

    private Duration left(String session) {
        return store().presence().sessions().sessionsOf("ann").stream()
                .filter(each -> each.id().equals(session))
                .map(each -> Duration.between(clock().instant(), each.leaseEnd()))
                .findFirst()
                .orElse(Duration.ZERO);
    }

    private void report(String session, String state) {
        as("ann")
                .postJson("/presence", "{\"state\":\"%s\",\"session\":\"%s\"}".formatted(state, session))
                .isNoContent();
    }
}
