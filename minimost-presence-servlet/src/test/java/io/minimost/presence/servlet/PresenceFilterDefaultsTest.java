package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.test.PresenceStoreExtension;
import io.minimost.presence.test.SteppedClock;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A filter with default settings, apart from a stopped clock, does what docs/http.md promises. */
@ExtendWith(PresenceStoreExtension.class)
class PresenceFilterDefaultsTest {
    private final PresenceStore store;
    private final TestServer server;

    PresenceFilterDefaultsTest(PresenceStore store, SteppedClock clock) throws Exception {
        this.store = store;
        server = new JettyTestServer(signingInBefore(
                PresenceFilter.builder(store).nanoTime(clock::nanoTime).build()));
    }

    @BeforeEach
    void createTeam() {
        store.channels().create("Team", "alice", List.of("carol"));
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void prefix_isEmpty() {
        as("alice").postJson("/presence", "{\"state\":\"idle\"}").isNoContent();
        as("alice").get("/online_users").isJson("{\"alice\":\"idle\"}");
    }

    @Test
    void currentUser_isThePrincipal() {
        as("alice").get("/private_channels").hasStatus(200);
        assertThat(http().with("X-User", "alice").get("/private_channels").error(401))
                .isEqualTo("sign in first");
    }

    @Test
    void redirectAnonymousTo_isNotSet() {
        ClientResponse response = http().get("/online_users").hasStatus(401);

        assertThat(response.header("Location")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"general", "software", "random"})
    void publicChannels_areNone(String channel) {
        as("alice").post("/typing/" + channel).error(403);
    }

    @Test
    void channelAccess_isForThePeopleOfAChannel() {
        as("alice").post("/typing/dm:alice:bob").isNoContent();
        as("alice").post("/typing/dm:bob:carol").error(403);
        as("carol").post("/typing/private:1").isNoContent();
        as("bob").post("/typing/private:1").error(403);
    }

    @Test
    void trustedOrigins_areNone() {
        as("alice")
                .with("Origin", "https://chat.example")
                .post("/typing/private:1")
                .error(403);
        as("alice")
                .with("Origin", "http://localhost:" + server.port())
                .post("/typing/private:1")
                .isNoContent();
    }

    @Test
    void users_areAllWithAValidName() {
        as("alice")
                .postJson("/private_channels/1/add_member", "{\"username\":\"Never Seen\"}")
                .isText(200, "ok");
        as("alice")
                .postJson("/private_channels/1/add_member", "{\"username\":\"a:b\"}")
                .isText(404, "user not found");
    }

    @Test
    void messages_areNone() {
        as("alice").postForm("/react/1", "reaction", "rocket").error(501);
        as("alice").post("/mark_read/private:1").error(501);
        assertThat(as("alice").get("/private_channels").json().at("/0/unread").asInt(-1))
                .isZero();
    }

    @Test
    void notices_areShownNowhere() {
        as("alice")
                .postJson("/private_channels/1/rename", "{\"name\":\"Crew\"}")
                .isText(200, "ok");
    }

    @Test
    void reactions_areWordsOf1To64Characters() {
        String all = "azAZ09_+-";

        for (String word : List.of("a", all, "x".repeat(64))) {
            as("alice").postForm("/react/1", "reaction", word).error(501);
        }
        for (String other : List.of("", "x".repeat(65), "a b", "a.b", "a:b", "é", "a/b", "a@")) {
            as("alice").postForm("/react/1", "reaction", other).isText(400, "invalid reaction");
        }
    }

    @Test
    void hostEvents_areNone() {
        try (EventSourceClient stream =
                EventSourceClient.open(server.port(), "/events?channel=private:1", Map.of("X-Principal", "alice"))) {
            stream.awaitSnapshot();

            assertThat(stream.lastEventId()).isEqualTo(store.events().latest().text());
            assertThat(stream.names())
                    .containsOnly(
                            "typing",
                            "read_receipts",
                            "screenshares",
                            "active_call",
                            "online_users",
                            "statuses",
                            "private_channels",
                            "incoming_calls");
        }
    }

    @Test
    void limits_areTheDefaults() {
        for (int i = 0; i < 60; i++) {
            as("alice")
                    .postJson("/private_channels/1/rename", "{\"name\":\"Crew\"}")
                    .isText(200, "ok");
        }

        ClientResponse rejected = as("alice").postJson("/private_channels/1/rename", "{\"name\":\"Crew\"}");

        rejected.error(429);
        assertThat(rejected.header("Retry-After")).contains("60");
    }

    private Http http() {
        return new Http(server.port(), Map.of());
    }

    private Http as(String user) {
        return http().with("X-Principal", user);
    }

    /** As the host's own filter does it. */
    private static Filter signingInBefore(PresenceFilter filter) {
        return new Filter() {
            @Override
            public void init(FilterConfig config) {
                filter.init(config);
            }

            @Override
            public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                    throws IOException, ServletException {
                filter.doFilter(new SignedIn((HttpServletRequest) request), response, chain);
            }

            @Override
            public void destroy() {
                filter.destroy();
            }
        };
    }

    private static final class SignedIn extends HttpServletRequestWrapper {
        SignedIn(HttpServletRequest request) {
            super(request);
        }

        @Override
        public Principal getUserPrincipal() {
            String name = getHeader("X-Principal");
            return name == null ? super.getUserPrincipal() : () -> name;
        }
    }
}
